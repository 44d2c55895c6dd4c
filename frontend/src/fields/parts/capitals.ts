/** Amounts in Chinese capitals (大写金额): "1234.50" is 壹仟贰佰叁拾肆元伍角整. */

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '兆'];

/** Of decimal text with at most two places. */
export function inCapitals(amount: string): string {
  const [, sign, whole = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  const number = whole.replace(/^0+/, '');
  const [jiao = 0, fen = 0] = cents.padEnd(2, '0').split('').map(Number);
  let words = number ? `${wholeWords(number)}元` : '';
  if (jiao || fen) {
    words += jiao ? `${digits[jiao]}角` : number ? '零' : '';
    words += fen ? `${digits[fen]}分` : '整';
  } else words = `${words || '零元'}整`;
  return sign && (number || jiao || fen) ? `负${words}` : words;
}

function wholeWords(number: string): string {
  let words = '';
  let skipped = false;
  for (let group = Math.ceil(number.length / 4) - 1; group >= 0; group -= 1) {
    const part = number.slice(Math.max(0, number.length - 4 * (group + 1)), number.length - 4 * group);
    if (Number(part) === 0) skipped = words !== '';
    else {
      if (words && (skipped || Number(part) < 1000)) words += '零';
      words += fourWords(part) + groups[group];
      skipped = false;
    }
  }
  return words;
}

function fourWords(part: string): string {
  let words = '';
  let skipped = false;
  [...part].forEach((digit, at) => {
    if (digit === '0') skipped = words !== '';
    else {
      words += (skipped ? '零' : '') + digits[Number(digit)] + places[part.length - 1 - at];
      skipped = false;
    }
  });
  return words;
}
