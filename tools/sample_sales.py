"""Write sample opportunities and payments of the sales package from its own orders and quotes; nothing is made up.

    python tools/sample_sales.py      after orders.csv, quotes.csv or customers.csv have changed

A payment stands for an order paid in 2026, with its amount and day: of an order that came back it is in dispute, of
the last month it is still to be checked. An opportunity stands for a quote: won where the customer ordered after it,
with the order's amount; lost where the lawyers were done sixty days before the data end and no order came; else
it is under way.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parent.parent / "app_templates" / "sales_core" / "data"
Row = dict[str, str]

PAYMENTS = ("客户编号", "订单", "回款金额", "到账日期", "来源", "流水号", "付款方", "核对")
OPPORTUNITIES = ("商机名称", "客户编号", "预计金额", "赢率", "预计签约日", "阶段", "输单原因", "销售工号")
# Until when the data tell of orders, and of payments.
_ORDERED_UNTIL = date(2026, 4, 5)
_OPEN_FROM = "2026-07-01"
_PAID_FROM = "2026-01-01"
_WAIT, _EXPECTED = timedelta(days=60), timedelta(days=30)
# A quote of a tenth of a fen is there to try the platform, and is no business.
_LEAST = 1


def read(name: str) -> list[Row]:
    """The rows of a file of the package."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def payments() -> Iterator[Row]:
    """One for each order that was paid in 2026, by day."""
    payers = {row["编号"]: row["工商全称"] for row in read("customers.csv")}
    paid = [row for row in read("orders.csv") if row["回款日期"] >= _PAID_FROM]
    for order in sorted(paid, key=lambda row: (row["回款日期"], row["订单号"])):
        came_back, checked = order["状态"] == "退货", order["回款日期"] < _OPEN_FROM
        yield {
            "客户编号": order["客户编号"],
            "订单": order["订单号"],
            "回款金额": order["金额"],
            "到账日期": order["回款日期"],
            "来源": "银行流水",
            "流水号": f"BK{order['回款日期'].replace('-', '')}{order['订单号'][-5:]}",
            "付款方": payers[order["客户编号"]],
            "核对": "有差异" if came_back else "已核对" if checked else "未核对",
        }


def opportunities() -> Iterator[Row]:
    """One for each quote that was approved, or is being approved since March."""
    names = {row["编号"]: row["简称"] for row in read("customers.csv")}
    ordered: dict[str, list[Row]] = defaultdict(list)
    for order in read("orders.csv"):
        ordered[order["客户编号"]].append(order)
    for quote in read("quotes.csv"):
        if float(quote["金额"]) < _LEAST:
            continue
        after = [one for one in ordered[quote["客户编号"]] if one["下单日期"] >= quote["提交"][:10]]
        found = _decided(quote, sorted(after, key=lambda one: (one["下单日期"], one["订单号"])))
        if found is not None:
            yield {
                "商机名称": f"{names[quote['客户编号']]} {quote['报价号']}",
                "客户编号": quote["客户编号"],
                "预计金额": quote["金额"],
                "赢率": "",
                "输单原因": "",
                "销售工号": quote["销售工号"],
            } | found


def _decided(quote: Row, after: Sequence[Row]) -> Row | None:
    """What became of a quote; None for one that was sent back, or has been in the works for long."""
    if quote["结果"] == "处理中" and quote["提交"] >= "2026-03-01":
        until = date.fromisoformat(quote["提交"][:10]) + _WAIT
        return {"阶段": "方案报价", "赢率": "0.3", "预计签约日": until.isoformat()}
    if quote["结果"] != "通过":
        return None
    # All of a month's quotes are expected in one month, so that its win rate tells of them together.
    approved = date.fromisoformat(quote["法务"][:10])
    expected = {"预计签约日": (approved + _EXPECTED).isoformat()}
    if after:
        return {"阶段": "赢单", "预计金额": after[0]["金额"]} | expected
    if approved + _WAIT <= _ORDERED_UNTIL:
        return {"阶段": "输单", "输单原因": "报价通过 60 天内没有下单"} | expected
    return {"阶段": "商务谈判", "赢率": "0.5"} | expected


def write(name: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """The file with a row for each."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write("payments.csv", PAYMENTS, payments())
    write("opportunities.csv", OPPORTUNITIES, opportunities())
