/** The map itself: areas to stand on, cells as dots or as heat. No tiles: nothing is asked of anybody outside. */
import { useEffect, useEffectEvent, useRef } from 'react';
import { control, divIcon, geoJSON, latLngBounds, layerGroup, map as makeMap, marker, rectangle, type LayerGroup, type Map as LeafletMap } from 'leaflet';
import { useTranslation } from '../../i18n/useTranslation';
import 'leaflet/dist/leaflet.css';
import type { AreaInfo, CellInfo } from '../../api/views';
import { classes } from '../../ui/classes';
import { heatStep, type Box } from './geometry';
import styles from './map.module.css';

export interface View {
  zoom: number;
  box: Box;
}

interface Props {
  label: string;
  areas: AreaInfo[];
  chosen: string | null;
  /** Words under an area's name, such as its number of records. */
  told: (area: AreaInfo) => string;
  cells: CellInfo[];
  /** That by which the cells were counted. */
  zoom: number;
  heat: boolean;
  /** The figure of a cell: its number, or its sum. */
  figure: (cell: CellInfo) => { value: number; text: string };
  words: (cell: CellInfo) => string;
  /** Shown at first, and again whenever `fit` changes. */
  bounds: Box | null;
  fit: string;
  open: string | null;
  onView: (view: View) => void;
  onArea: (key: string) => void;
  onOpen: (id: string) => void;
}

const cellDegrees = (zoom: number) => 360 / 2 ** (zoom + 2);

export default function Globe({ label, areas, chosen, told, cells, zoom, heat, figure, words, bounds, fit, open, onView, onArea, onOpen }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<LeafletMap | null>(null);
  const ground = useRef<LayerGroup | null>(null);
  const marks = useRef<LayerGroup | null>(null);
  const tell = useEffectEvent(() => {
    if (!map.current) return;
    const seen = map.current.getBounds();
    onView({ zoom: Math.floor(map.current.getZoom()), box: { south: seen.getSouth(), west: Math.max(-180, seen.getWest()), north: seen.getNorth(), east: Math.min(180, seen.getEast()) } });
  });
  const chooseArea = useEffectEvent((key: string) => onArea(key));
  const press = useEffectEvent((cell: CellInfo) => {
    if (cell.id) onOpen(cell.id);
    else if (map.current) map.current.setView([cell.latitude, cell.longitude], Math.min(19, map.current.getZoom() + 2));
  });
  useEffect(() => {
    if (!frame.current) return undefined;
    const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
    const made = makeMap(frame.current, { center: [33, 108], zoom: 4, minZoom: 2, maxZoom: 19, zoomSnap: 0.5, attributionControl: false, zoomControl: false, zoomAnimation: !still, fadeAnimation: false, markerZoomAnimation: !still, worldCopyJump: true });
    control.scale({ imperial: false }).addTo(made);
    control.zoom({ position: 'topleft', zoomInTitle: t('map.closer'), zoomOutTitle: t('map.further') }).addTo(made);
    ground.current = layerGroup().addTo(made);
    marks.current = layerGroup().addTo(made);
    map.current = made;
    made.on('moveend', () => tell());
    const watch = new ResizeObserver(() => made.invalidateSize());
    watch.observe(frame.current);
    tell();
    return () => {
      watch.disconnect();
      made.remove();
      map.current = null;
    };
  }, [t]);
  const fitted = useRef<string | null>(null);
  useEffect(() => {
    if (!bounds || !map.current || fitted.current === fit) return;
    fitted.current = fit;
    map.current.fitBounds([[bounds.south, bounds.west], [bounds.north, bounds.east]], { padding: [24, 24], maxZoom: 13, animate: false });
  }, [bounds, fit]);
  useEffect(() => {
    ground.current?.clearLayers();
    for (const area of areas) {
      const shape = geoJSON(area.geometry as unknown as GeoJSON.GeoJsonObject, { style: { className: classes(styles.area, area.key === chosen && styles.chosen) } });
      shape.on('click', () => chooseArea(area.key));
      const name = document.createElement('span');
      name.append(area.title, ' ', Object.assign(document.createElement('small'), { textContent: told(area) }));
      shape.bindTooltip(name, { permanent: true, direction: 'center', className: styles.name, pane: 'shadowPane', interactive: false });
      ground.current?.addLayer(shape);
    }
  }, [areas, chosen, told]);
  useEffect(() => {
    marks.current?.clearLayers();
    const size = cellDegrees(zoom);
    const largest = Math.max(0, ...cells.map((cell) => figure(cell).value));
    for (const cell of cells) {
      const { value, text } = figure(cell);
      const step = heatStep(value, largest);
      // Heat is told in the middle of its cell, a dot stands where most of it lies.
      const south = Math.floor((cell.latitude + 90) / size) * size - 90;
      const west = Math.floor((cell.longitude + 180) / size) * size - 180;
      if (heat) {
        marks.current?.addLayer(rectangle(latLngBounds([south, west], [south + size, west + size]), { className: classes(styles.heat, styles[`heat${step}`]), interactive: false }));
      }
      const single = cell.count === 1 && !heat;
      const wide = single ? 14 : heat ? 40 : 26 + step * 5;
      const icon = divIcon({ className: classes(heat ? styles.figure : single ? styles.point : styles.cluster, cell.id !== null && cell.id === open && styles.openPoint, heat && step > 3 && styles.onDark), iconSize: [wide, wide], html: single ? '' : Object.assign(document.createElement('span'), { textContent: text }) });
      const mark = marker(heat ? [south + size / 2, west + size / 2] : [cell.latitude, cell.longitude], { icon, title: words(cell), alt: words(cell), keyboard: true, riseOnHover: true });
      mark.on('click', () => press(cell));
      mark.on('keypress', (event) => (event as unknown as { originalEvent: KeyboardEvent }).originalEvent.key === 'Enter' && press(cell));
      marks.current?.addLayer(mark);
    }
  }, [cells, zoom, heat, figure, words, open]);
  return <div ref={frame} className={styles.globe} role="application" aria-label={label} />;
}
