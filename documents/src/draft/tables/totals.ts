const TOTAL = /^(?:合计|总计|总分|共计|小计|合计分|总分值)(?:[：:（(].*)?(?:\d.*)?$/;

/** Whether a cell is the head of a row that sums up: 合计, 小计, 总分（100分）. */
export const isTotal = (text: string): boolean => TOTAL.test(text.replace(/\s+/g, ''));
