interface Picture {
  readonly width: number
  readonly height: number
  readonly png: Buffer
}

/** A page and the panel beside it, as a browser shows them. Sizes in CSS pixels; the panel is as high as the page less its own bar. */
interface Framed {
  readonly title: string
  readonly address: string
  readonly page: Picture
  readonly panel: Picture
}

/** The pictures side by side under a thin bar that stands for the browser, as a document to take a picture of. */
export function frame({ title, address, page, panel }: Framed): string {
  return `<!doctype html>
<style>
  * { box-sizing: border-box; margin: 0; }
  body { font: 13px/1 system-ui, sans-serif; color: #45423d; background: #dedad3; }
  .bar { display: flex; align-items: center; gap: 12px; height: 48px; padding: 0 16px; }
  .tab { overflow: hidden; max-width: 320px; white-space: nowrap; text-overflow: ellipsis; font-weight: 600; line-height: 1.4; }
  .address { flex: 1; padding: 8px 16px; border-radius: 16px; background: #f4f2ee; }
  .dot { width: 10px; height: 10px; border-radius: 50%; background: #b9b3a8; }
  .body { display: flex; }
  img { display: block; }
  .panel { border-inline-start: 1px solid #c9c3b8; background: #fff; }
  .panel p { height: ${page.height - panel.height}px; padding: 10px 16px; font-weight: 600; border-block-end: 1px solid #e5e1da; }
</style>
<div class="bar"><i class="dot"></i><i class="dot"></i><i class="dot"></i>
  <span class="tab">${escaped(title)}</span><span class="address">${escaped(address)}</span></div>
<div class="body">
  ${image(page)}
  <div class="panel"><p>Earshot</p>${image(panel)}</div>
</div>`
}

function image({ width, height, png }: Picture): string {
  return `<img width="${width}" height="${height}" alt="" src="data:image/png;base64,${png.toString('base64')}">`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
