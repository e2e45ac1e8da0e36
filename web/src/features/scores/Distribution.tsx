import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Counted } from './count-totals.ts';
import style from './DistributionPage.module.css';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLOURS = ['#1b4b8f', '#7f9fc9', '#b08d3c', '#6b7785'];

/** 总分分布 as bars; the table below says the same in figures. */
export function Distribution({ stretches, series }: Counted) {
  const box = useRef<HTMLDivElement>(null);
  const words = JSON.stringify([stretches, series]);
  useEffect(() => {
    if (!box.current) return;
    const [labels, bars] = JSON.parse(words) as [string[], { title: string; counts: number[] }[]];
    const chart = init(box.current, undefined, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 },
      grid: { left: 8, right: 8, top: 64, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: labels, name: '', axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1, name: '单位数' },
      series: bars.map(({ title, counts }) => ({
        type: 'bar',
        name: title,
        data: counts,
        stack: 'all',
        barMaxWidth: 48,
      })),
    });
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [words]);
  const spoken = series.map(
    ({ title, counts }) => `${title}：${counts.map((n, at) => `${stretches[at]}分${n}个`).join('，')}`,
  );
  return <div ref={box} className={style.chart} role="img" aria-label={`总分分布。${spoken.join('。')}`} />;
}
