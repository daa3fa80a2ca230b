/** Words on a page: points from its lower left corner, in Helvetica. */
export interface PdfWords {
  x: number;
  y: number;
  text: string;
  /** 11 when absent. */
  size?: number;
  /** In Courier. */
  isMono?: boolean;
}

/** A PDF with these pages, as small as one can be. Latin letters only. */
export function aPdf(pages: readonly (readonly PdfWords[])[]): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(`${objects.length + 1} 0 obj\n${body}\nendobj\n`);
  const firstPage = 5;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, at) => `${firstPage + 2 * at} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>');
  pages.forEach((words, at) => {
    const drawing = words
      .map(
        ({ x, y, text, size = 11, isMono = false }) =>
          `BT /${isMono ? 'M' : 'F'} ${size} Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`,
      )
      .join('\n');
    const resources = '/Resources << /Font << /F 3 0 R /M 4 0 R >> >>';
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${resources} /Contents ${firstPage + 2 * at + 1} 0 R >>`,
    );
    add(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
  });
  let file = '%PDF-1.4\n';
  const places = objects.map((object) => {
    const place = file.length;
    file += object;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file + table + trailer);
}
