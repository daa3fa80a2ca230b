import { words } from './words.ts';

/** Words that bind sentences together; never a term, never at the end of one. */
export const STOP_WORDS: ReadonlySet<string> = words(`
  like unlike whether whereas via upon within without toward towards across along around beside besides
  despite except near per plus since though although till unless versus a an the this that these those it
  its they them their we our us you your he she his her i me my is are was were be been being am do does
  did have has had having will would can could may might must shall should of in on at by for with from
  to into onto over under above below between among through during before after until as and or but nor
  so yet if then else when where while why how what which who whom whose not no yes all any each every
  both few many more most other some such only own same than too very just also even still again further
  once here there up down out off about against one two three first second last next new old good bad
  large small big high low great little much several various different similar certain particular
  specific general common simple complex main key important basic final initial following previous
  current recent many-more given well better best e.g i.e etc et al vs
`);

/** Words that structure a text and name nothing in particular. */
export const GENERIC_WORDS: ReadonlySet<string> = words(`
  limitation limitations reference references challenge challenges optional usage auto max min
  methodology requirement requirements title open source str int bool float dict list learn leverage
  combine combines augmented trains fig figs sec eq num ea lt gt amp chap tab id src url http https www
  com org png jpg svg html python pip npm yaml json true false null none todo foo bar example examples
  way ways thing things stuff lot lots number numbers case cases part parts kind kinds type types set
  sets point points fact facts time times year years day days people person man woman section chapter
  figure table equation page paper papers work works result results use uses user users problem problems
  method methods approach approaches idea ideas issue issues question questions answer answers reason
  reasons form forms order level levels step steps process processes detail details information data
  value values name names size length amount range end start beginning line lines top bottom side left
  right input inputs output outputs place world group groups bit bits lists item items option options
  text file files folder directory code content contents term terms word words sentence sentences
  document documents note notes following previous next post advantage advantages benefit benefits
  purpose goal goals task tasks system systems model models tool tools feature features function
  functions change changes effect effects ability help need needs test tests run default defaults field
  fields key keys string strings object objects row rows column columns description descriptions version
  versions command commands parameter parameters setting settings param params config hundreds thousands
  millions exercise exercises summary discussion introduction overview background conclusion author
  authors reader readers book course lecture today tomorrow yesterday someone something anything
  everything nothing everyone others rest variety majority minority addition contrast particular instance
  practice general turn sense matter view perspective regard respect extent light spirit hand amounts
  pieces piece sort sorts sake moment minute minutes hour hours week month room door eyes face voice
  hands head air
  january february march april june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday reporter assignee severity priority remedy attendees agenda appendix todo faq
  milestone milestones trap traps pitfall pitfalls mitigation caution changelog faq readme symptom symptoms district districts definition definitions obligation obligations risk risks decision decisions governing
  attendee participants highlights takeaways lessons fix fixes workaround workarounds
  due ten eleven twelve twenty thirty forty fifty take takes see sees come comes go goes live lives return returns never co
  jr made called began wrote came went born said became
`);

/** Adjectives that are not part of the term behind them. */
export const WEAK_ADJECTIVES: ReadonlySet<string> = words(`
  such other many more most several various different same own new old good bad great big small large
  little first second third last next previous following above main major minor key important common
  possible available necessary certain sure able likely single multiple numerous few some any all each
  every both whole entire full complete similar recent current early late long short high low simple
  complex hard easy special specific particular general typical usual standard actual real true false
  right wrong better best worse worst only very quite rather just also even many-fold additional further
  respective corresponding resulting given existing original initial final overall total extra potential
  useful relevant appropriate suitable popular famous well-known interesting powerful huge vast enormous
  tiny considerable significant substantial remarkable relatively increasingly highly fairly modern
  traditional classic conventional contemporary subsequent aforementioned desired required underlying
  so-called
`);

/** Everyday nouns; not a term by themselves, even as a heading. */
export const COMMON_NOUNS: ReadonlySet<string> = words(`
  ability absence access accident account action activity actor advance advice age aim air algorithm
  alternative amount analogy angle animal apple application architecture area argument arm arrival art
  article aspect assignment assistance assistant assumption attempt attention attribute audience author
  availability average background balance bank bar base basis batch beauty behavior behaviour belief bill
  bird block board boat body book border bottom box boy brain branch breakdown bridge broad brother
  budget bug building bunch business button buyer cake call camera candidate capability capacity car card
  care career cat category cause cell center centre century chair challenge chance channel character
  charge chart chat check chef child choice circle citation city claim class classification client clock
  cloud club coffee collection college color colour combination comment committee common communication
  community company comparison competition complexity component computation computer concern concert
  condition conference confidence configuration connection consequence consideration construction
  consumer contact container contract contribution control convention conversation conversion copy core
  corner correction correlation cost council country couple credit crime crisis criterion critic culture
  cup currency customer cycle dance danger date daughter day dead deal debate decade decision degree
  delay delivery demand department deployment depth design desk development device dialogue diet
  difference difficulty digit dimension dinner direction disc discovery disease disk display distance
  distribution district diversity division doctor dog dollar domain door doubt draft dream dress drink
  driver driving drop duty ear earth east economy edge editor education effort egg element email emotion
  emphasis employee employment encounter enemy energy engine engineer enough entry environment equal
  equipment equivalent error estimate evaluation evening event evidence evolution exam examination
  exception exchange excitement execution existence expansion expectation expense experience experiment
  expert explanation exploration explorer exposure expression extension extreme failure faith family fan
  farm fashion father fault fear feedback feeling female fight figure film filter finance finding fire
  firm fish fit flexibility flight floor flow flower focus food foot force forest format formula
  foundation frame framework freedom frequency friend front fruit fuel fun function future gain game gap
  garden gas gate gender generation girl glass goal gold government grade grain grand graph grass ground
  growth guard guess guest guidance guide guy habit hair half hall handling happiness hardware harm head
  health heart heat height hero hierarchy hill history hole holiday home hope horse hospital hotel house
  human humor hundred husband hypothesis ice image imagination impact implementation importance
  impression improvement incident income increase index indication individual industry inference
  influence infrastructure initiative injury innovation insight inspection inspiration installation
  instruction instrument integration intelligence intent intention interaction interest interface
  interior intermediate internal internet interpretation interval interview introduction investment
  island issue iteration job join journal journey joy judge judgment juice jump justice kernel kid
  kitchen knowledge lab label labor lack lady lake land language laptop latter laughter law lawyer layer
  layout lead leader leadership leaf league learn learning leave leg lesson letter library life lifestyle
  limit limitation link listing literature living load loan location lock log logic look loop loss love
  luck lunch machine magazine mail maintenance major make male management manager manner manual
  manufacturer map mark market marketing marriage mass master match material math mathematics maximum
  meal meaning means measure measurement meat mechanism media medicine medium meeting member membership
  memory mention menu message metal metric middle mind minimum mirror mission mistake mix mixture mode
  modeling modification module money mood moon morning mother motion motivation motor mountain mouth
  movement movie multiple museum music mystery nation nature neck need negative neighbor neighborhood
  network news newspaper night noise normal north nose notation notice notion novel nurse object
  objective observation obligation occasion occurrence offer office officer oil one operation operator
  opinion opportunity opposite optimization original outcome outside overhead overview owner pack package
  page pain paint pair panel paradigm paragraph parent park participant particle partner party pass
  passage passenger passion past patch path patience patient pattern pay payment peace peak penalty
  pension performance period permission perspective phase phenomenon philosophy phone photo phrase
  physics picture pin pipe pipeline pixel plan plane planet plant plate platform play player pleasure
  plenty plot plus pocket poem poet police policy politics pool population port portion position positive
  possession possibility post potential pound power precision prediction preference preparation presence
  present presentation president pressure price pride principle print priority privacy private prize
  probability procedure produce product production profession professional professor profile profit
  program programming progress project promise promotion proof property proportion proposal protection
  protocol provider provision public publication purchase purpose pursuit quality quantity quarter query
  quest quick race radio rain rank rate ratio reaction reading reality recipe recognition recommendation
  record recording recovery reduction reference reflection region register regular relation relationship
  release relevance relief religion remark removal repair repeat replacement reply report representation
  reputation requirement research researcher reserve resolution resource respond response responsibility
  restaurant restriction revenue review revolution reward rich ride ring rise risk river road rock role
  root rope routine royal rule running safety salary sale sample satisfaction saving scale scenario scene
  schedule scheme scholar school science scientist scope score screen script sea search season seat
  second secret secretary security selection self seller sensitivity separate sequence series server
  service session setup sex shape share shift ship shirt shoe shop shopping shot shoulder show sign
  signal signature significance silver similarity simulation single sister site situation size skill skin
  sky sleep slice slide slip slot smile smoke snow society software soil solution song soul sound soup
  source south space speaker specialist specification speech speed sport spot spread spring square
  stability stack staff stage stand standard star start state statement station statistic statistics
  status stay step stock stop storage store storm story strategy street strength stress stretch strike
  stroke structure struggle student studio study style subject success sugar suggestion suit sum summer
  sun supply support surface surgery surprise survey sweet swimming switch symbol sympathy table tackle
  tail talent talk tank target taste tax tea teacher teaching team teaspoon technique technology
  telephone television temperature tennis tension tent theme theory thinking thought thousand throat
  ticket tie tip title token tomorrow tone tongue tool tooth topic total touch tour tournament tower town
  track trade tradition traffic train trainer training transaction transition transport transportation
  travel treat treatment tree trend trial trick trip trouble truck trust truth try tune turn twist uncle
  understanding union unit universe university update upper usage utility vacation validation variation
  variable vast vehicle version victory video viewer village virtual virus vision visit visual volume
  walk wall war warning wash watch water wave weakness wealth weather web website wedding weight welcome
  west wheel whole whether whereas width wife wild will wind window wine wing winner winter wish wonder
  wood worker workplace world worth writer writing yard youth zone aftermath assortment backdrop
  byproduct myriad plethora regime setting upside downside paving handful dose realm facet abundance
  advent inputs outputs actions applications challenges observations trains maps cls hiddens capabilities
  reasoning rating ratings scaling hint caller
  american english german british dutch european french italian spanish chinese japanese indian russian portuguese
  canadian australian african asian roman greek polish swedish norwegian danish irish scottish welsh turkish arab
  mexican brazilian korean vietnamese thai ukrainian hungarian czech austrian swiss belgian finnish egyptian iranian
  iraqi israeli pakistani soviet latin north south east west northern southern eastern western northeast northwest
  southeast southwest central national international local political economic official former
`);
