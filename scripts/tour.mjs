// `npm run tour`: sets up, then runs the main job on the county example, from check to one body's explanation.
import { run, setUp } from './set-up.mjs';

setUp();
const example = 'examples/n1-county';
const zhunsheng = (...args) => run(process.execPath, ['cli/bin/zhunsheng.mjs', ...args]);

console.log('\n── 一、检查方案：示例县2024年度依法行政考核 ──\n');
const checked = zhunsheng('check', example);
console.log('\n── 二、计分、排名、评等次 ──\n');
const graded = zhunsheng('grade', example);
console.log('\n── 三、逐项说明：一分是怎么来的 ──\n');
const explained = ['T1.01', 'T1.05', 'T1.06'].map((item) =>
  zhunsheng('explain', example, '--subject', 'T03', '--item', item),
);
const next = [
  [`explain ${example} --subject T01`, '看另一个单位的得分单'],
  [`export ${example} --xlsx out/结果.xlsx`, '导出 Excel 结果'],
  [`export ${example} --bundle out/结果.zip`, '打包，供任何人复算'],
  ['verify out/结果.zip', '复算并核对'],
  [`template ${example} --xlsx out/记录表.xlsx`, '生成填报表'],
  ['--help', '全部命令'],
];
console.log('\n接下来可以试：');
for (const [command, purpose] of next) console.log(`  ${purpose}\n    npx zhunsheng ${command}`);
process.exit([checked, graded, ...explained].some((code) => code > 1) ? 1 : 0);
