const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The files of a workbook besides its sheets, by path. `names`: of the sheets, as on their tabs. */
export function workbookFiles(names: readonly string[]): Readonly<Record<string, string>> {
  const each = (part: (name: string, number: number) => string): string =>
    names.map((name, at) => part(name, at + 1)).join('');
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
  return {
    '[Content_Types].xml':
      `${head}<Types xmlns="${packaged}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>` +
      each(
        (_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`,
      ) +
      '</Types>',
    '_rels/.rels':
      `${head}<Relationships xmlns="${packaged}/relationships">` +
      `${relation('book', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
      each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="sheet${n}"/>`) +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${head}<Relationships xmlns="${packaged}/relationships">` +
      each((_, n) => relation(`sheet${n}`, 'worksheet', `worksheets/sheet${n}.xml`)) +
      `${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': styles,
  };
}

/** In the order that `sheet-xml.ts` expects: text, heading, money, count, instant. */
const styles =
  `${head}<styleSheet xmlns="${main}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5">' +
  [
    'numFmtId="0" fontId="0"',
    'numFmtId="0" fontId="1" applyFont="1"',
    'numFmtId="3" fontId="0" applyNumberFormat="1"',
    'numFmtId="1" fontId="0" applyNumberFormat="1"',
    'numFmtId="164" fontId="0" applyNumberFormat="1"',
  ]
    .map((own) => `<xf ${own} fillId="0" borderId="0" xfId="0"/>`)
    .join('') +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
