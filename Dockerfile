# Loomwork as an image: `docker build -t loomwork .`; compose.yaml runs it. Three stages, so that neither Node nor compilers stay.

FROM node:20-slim AS front
WORKDIR /src/frontend
# The lock first: what is installed by it is kept until it changes.
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.12-slim AS wheels
WORKDIR /src
COPY requirements/run.txt requirements/
RUN pip wheel --no-cache-dir --require-hashes -w /wheels -r requirements/run.txt
COPY pyproject.toml setup.py README.md LICENSE ./
COPY platform/ platform/
COPY app_templates/ app_templates/
COPY --from=front /src/frontend/dist frontend/dist
RUN pip wheel --no-cache-dir --no-deps -w /own .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin loomwork && install -d -o loomwork -g loomwork /data
COPY --from=wheels /wheels /wheels
COPY --from=wheels /own /own
RUN pip install --no-cache-dir --no-index --no-deps /wheels/*.whl /own/*.whl && rm -rf /wheels /own
ENV LOOMWORK_DATA=/data PYTHONUNBUFFERED=1 LANG=C.UTF-8
USER loomwork
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "16", "--graceful-timeout", "60", "loomwork.web.server:wsgi()"]
