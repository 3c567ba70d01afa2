// Written by scripts/rounded-words.ts out of locale data. Not to be edited by hand.

/** Words after a number that say it is a rounded one: small letters, without points. */
export const AFTER = (
  'b bhilliún bi bil bilhão bilhões bilijon bilijona bilijoni bilijonov bilijun bilijuna ' +
  'bilioi bilion biliona bilions bilionu biliony bilionów bilionů biliwn bilião bilió bilión ' +
  'bilióna biliónov bilióny biliões bilj biljoen biljon biljoner biljoona biljoonaa bill ' +
  'billion billionar billionen billioner billions billioun billiounen billió billiún billjón ' +
  'billjónir billones billón billóns bilyon bin bio bln bn cr crore dausend dsd dtrilliún ' +
  'duisend duizend e ezer g hilj hiljada hiljade inkulungwane isigidi isigidintathu j jt juta ' +
  'k kcr km l lakh lcr libo m ma mbilliún md mhilliún mhíle mi mia mie mii mijë mil mila ' +
  'miler milers milhão milhões miliar miliard miliarda miliarde miliardi miliardo miliardy ' +
  'miliardów milijard milijarda milijardai milijardas milijarde milijardi milijardo milijardų ' +
  'milijon milijona milijonai milijonas milijoni milijono milijonov milijonų milijun milijuna ' +
  'milioane milioi milion miliona milione milioni milions milionu miliony milionów milionů ' +
  'miliwn miliárd milió milión milióna miliónov milióny milj miljard miljarder miljardi ' +
  'miljardia miljardit miljards miljoen miljon miljoner miljoni miljonit miljons miljoona ' +
  'miljoonaa mill mille milliard milliardar milliarde milliarden milliarder milliards millier ' +
  'million millionar millionen millioner millions millioun milliounen milliárd millió milliún ' +
  'milljarðar milljarður milljón milljónir millones millón millóns milyar milyard milyon min ' +
  'ming mio mjd mld mljrd mln mlr mlrd mm mn mr mrd míle n nghìn nt rb ribu t tausend ' +
  'thousand thrilliún tis tisoč tisuća tisuće tisíc tisíca tisíce tn tr tri tril trilhão ' +
  'trilhões trilijonai trilijonas trilijono trilijonų trilioane trilion triliun triliwn trilj ' +
  'triljon triljoni triljonit triljons trillion trilliún trilyon triệu trln tuh tuhat tuhatta ' +
  'tusen tusind tys tysiąc tysiąca tysiące tysięcy tūkst tūkstantis tūkstančiai tūkstančio ' +
  'tūkstančių tūkstotis tūkstoši tỷ þ þúsund δισ δισεκατομμύρια δισεκατομμύριο εκ εκατομμύρια ' +
  'εκατομμύριο τρισ τρισεκατομμύρια τρισεκατομμύριο χιλ χιλιάδα χιλιάδες бил билион билиона ' +
  'билиони илј илјада илјади ин их м ми мил милиард милиарда милион милиона милиони милијарда ' +
  'милијарде милијарди миллиард миллиарда миллиардов миллион миллиона миллионов милј миң млд ' +
  'млн млрд мың мян мянга мільйон мільйона мільйони мільйонів мільярд мільярда мільярдаў ' +
  'мільярди мільярды мільярдів мільён мільёна мільёнаў мільёны сая т тис тисяч тисяча тисячі ' +
  'трилион трилиона триллион триллиона триллионов трильйон трильйона трильйони трильйонів ' +
  'трлн трыльён трыльёна трыльёнаў трыльёны тыс тысяч тысяча тысячи тысячы тэрбум хил хиляди ' +
  'хиљ хиљада хиљаде հազար հզր միլիարդ միլիոն մլն մլրդ տրիլիոն տրլն אלף טריליון מיליארד ' +
  'מיליון آلاف ألف ارب ترليون تریلیون لاکھ ملايين مليار مليون میلیارد میلیون هزار هزارمیلیارد ' +
  'ٹریلین کروڑ کھرب ہزار अ अब्ज अरब क करोड करोड़ कोटी ख खरब खर्व नील पद्म लाख शंख ह हज़ार ' +
  'हजार কো কোটি লা লাখ শত হা হাজার ਅਰਬ ਕਰੋੜ ਖਰਬ ਨੀਲ ਲੱਖ ਹਜ਼ਾਰ અબજ કરોડ જલધિ નિખર્વ મહાપદ્મ ' +
  'લાખ શંકુ હજાર ஆ ஆயிரம் டி டிரில்லியன் பி பில்லியன் மி மில்லியன் ట్రి ట్రిలియన్ ట్రిలియన్లు ' +
  'బి బిలియన్ బిలియన్లు మి మిలియన్ మిలియన్లు వే వేయి వేలు ಟ್ರಿ ಟ್ರಿಲಿಯನ್ ಬಿ ಬಿಲಿಯನ್ ಮಿ ' +
  'ಮಿಲಿಯನ್ ಸಾ ಸಾವಿರ ആയിരം ട്രില്യൺ ദശലക്ഷം ബില്യൺ ათ ათასი მილიარდი მილიონი მლნ მლრ მლრდ ' +
  'ტრილიონი ტრლ ሚ ሚሊዮን ሺ ቢ ቢሊዮን ት ትሪሊዮን 만 억 조 천'
).split(' ')

/** The same in scripts without blanks, where what is counted follows at once. */
export const AFTER_AT_ONCE = (
  'พัน ล้าน หมื่น แสน ຕື້ ພັນ ລລ ລ້ານ ແສນ ကုဋေ ကောဋိ ဋေ ထောင် သန်း သိန်း သောင်း ទ្រីលាន ' + 'ប៊ីលាន ពាន់ លាន 万 亿 億 兆 千 萬'
).split(' ')

/** Words before such a number. */
export const BEFORE = 'bilioni elfu milioni trilioni ට්රි ට්රිලියන ද දහස බි බිලියන මි මිලියන ကုဋေ ဋေ'.split(' ')
