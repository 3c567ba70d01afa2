/** Names that HTML, SVG and ARIA give: they say nothing of the page that uses them. */

const ELEMENTS = `
a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br button canvas caption center
cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font
footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link
listing main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p
param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike
strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
xmp
animate circle clippath defs desc ellipse filter foreignobject g image line lineargradient marker mask metadata path
pattern polygon polyline radialgradient rect stop switch symbol text textpath tspan use view
`

const ATTRIBUTES = `
accept accept-charset accesskey action align alink allow allowfullscreen alt async autocapitalize autocomplete autofocus
autoplay axis background bgcolor border cellpadding cellspacing charset checked cite class clear color cols colspan
content contenteditable controls coords crossorigin data datetime decoding default defer dir dirname disabled download
draggable enctype enterkeyhint face fetchpriority for form formaction formenctype formmethod formnovalidate formtarget
frame frameborder headers height hidden high href hreflang hspace http-equiv id imagesizes inert inputmode is ismap itemid
itemprop itemref itemscope itemtype kind label lang language link list loading loop low marginheight marginwidth max
maxlength media method min minlength multiple muted name nohref nomodule noresize noshade novalidate nowrap open optimum
part pattern placeholder playsinline popover popovertarget poster preload prefix property readonly referrerpolicy rel
required rev reversed role rows rowspan rules sandbox scheme scope scrolling selected shape size sizes slot span
spellcheck src srclang start step style summary tabindex target text title translate type typeof usemap valign value
valuetype version vlink vocab vspace width wrap xml:lang xml:space xmlns
aria-activedescendant aria-atomic aria-autocomplete aria-busy aria-checked aria-colcount aria-colindex aria-colspan
aria-controls aria-current aria-describedby aria-description aria-details aria-disabled aria-errormessage aria-expanded
aria-flowto aria-grabbed aria-haspopup aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-level
aria-live aria-modal aria-multiline aria-multiselectable aria-orientation aria-owns aria-placeholder aria-posinset
aria-pressed aria-readonly aria-relevant aria-required aria-roledescription aria-rowcount aria-rowindex aria-rowspan
aria-selected aria-setsize aria-sort aria-valuemax aria-valuemin aria-valuenow aria-valuetext
cx cy dx dy fill-rule clip-rule focusable preserveaspectratio r rx ry viewbox x x1 x2 y y1 y2
`

/** Roles, kinds of fields and relations, beside the names above. */
const VALUES = `
alert alertdialog application banner cell checkbox columnheader combobox complementary contentinfo definition directory
document feed graphics grid gridcell group heading list listbox listitem log math menubar menuitem menuitemcheckbox
menuitemradio navigation none note presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar
searchbox separator slider spinbutton status switch tab tablist tabpanel term textbox timer toolbar tooltip tree treegrid
treeitem
color date email file hidden month number password range reset search submit tel text time url week
alternate author bookmark canonical dns help icon license manifest me next nofollow noopener noreferrer opener pingback
preconnect prefetch preload prev search stylesheet tag ugc sponsored
ltr rtl auto true false mixed polite assertive off page step
`

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/).filter(Boolean))

/** In small letters, as all names here. */
export const MARKUP_NAMES: ReadonlySet<string> = new Set([...set(ELEMENTS), ...set(ATTRIBUTES)])
export const MARKUP_VALUES: ReadonlySet<string> = set(VALUES)
