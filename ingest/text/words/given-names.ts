import { words } from './words.ts';

/** Common given names of many languages in Latin letters; two capitalised words that begin with one are a person. */
export const GIVEN_NAMES: ReadonlySet<string> = words(`
  Aaron Abigail Adam Adrian Ahmed Aisha Akira Alan Albert Alejandro Alex Alexander Alexei Alfred Ali Alice Alison
  Amanda Amir Amy Ana Anders Andre Andrea Andreas Andrei Andrew Angela Anil Anita Ann Anna Anne Anthony Antonio Arjun
  Arthur Ashish Barbara Beatriz Ben Benjamin Bernard Bertrand Bill Bob Brian Bruce Carl Carla Carlos Caroline Catherine
  Cecilia Charles Charlotte Chen Chiara Chloe Chris Christian Christine Christopher Claire Clara Claude Claudia Colin
  Craig Daniel Daniela David Deborah Deepak Denis Derek Diana Diego Dmitri Dmitry Donald Dorothy Douglas Edgar Edward
  Edwin Elena Elias Elizabeth Ella Emily Emma Enrico Eric Erik Ernest Esther Eva Evan Evelyn Fatima Felix Fernando Fiona
  Florence Francesco Francis Franz Fred Frederick Friedrich Gabriel Gary Geoffrey George Georges Gerald Giovanni Giulia
  Gottfried Grace Graham Greg Gregory Guido Gustav Hans Harold Harry Heather Heinrich Helen Henri Henry Herbert Hiroshi
  Howard Hugo Ian Ibrahim Igor Ilya Ingrid Irene Isaac Isabel Ivan Jack Jacob Jacques James Jan Jane Janet Jason Jean
  Jeff Jeffrey Jennifer Jeremy Jessica Jia Jim Jing Joan Johan Johann Johannes John Jonas Jonathan Jorge Jose Josef
  Joseph Joshua Juan Judith Julia Julian Julie Jun Jurgen Karen Karl Kate Katherine Keith Kelly Kenji Kenneth Kevin Kim
  Klaus Konrad Kumar Larry Lars Laura Lauren Lee Leo Leon Leonard Leonardo Leonid Leslie Li Lin Linda Lisa Louis Louise
  Luca Lucas Lucy Ludwig Luis Lukas Lynn Magnus Marco Marcus Margaret Maria Marie Mario Mark Martha Martin Mary Mateo
  Matthew Maurice Max Maya Mei Melissa Melvin Mia Michael Michel Michelle Miguel Mike Mikhail Ming Mohamed Mohammed
  Monica Naomi Natalia Natalie Nathan Neil Nicholas Nicole Niels Nikola Nikolai Nina Noah Noam Nora Olga Oliver Olivia
  Omar Oscar Otto Pablo Patricia Patrick Paul Paula Pavel Pedro Peter Petra Philip Philippe Pierre Ping Priya Rachel
  Rafael Rajesh Ralph Ravi Raymond Rebecca Rene Ricardo Richard Robert Roberto Robin Roger Roland Ronald Rosa Rosalind
  Roy Rudolf Russell Ruth Ryan Sally Sam Samuel Sandra Sanjay Sara Sarah Scott Sean Sebastian Sergei Sergey Sharon
  Shirley Simon Sofia Sonia Sophia Sophie Stanley Stefan Stephanie Stephen Steve Steven Stuart Sundar Susan Suzanne
  Sven Sylvia Takeshi Tara Ted Teresa Terry Thomas Tim Timothy Tobias Tom Tomas Tony Tracy Uwe Valentina Vanessa Vera
  Victor Victoria Vijay Vincent Viktor Vladimir Walter Wang Wei Werner Wilhelm William Wolfgang Woodrow Xavier Xiao
  Xin Yan Yann Yi Ying Yoshua Yuki Yuri Yves Zhang Zoe
  Ada Amara Anton Boris Bruno Camille Carmen Celia Cora Edith Eleanor Eliza Ellen Fritz Gerhard Greta Hannah Harriet Heidi Helena Helmut Hilda
  Ines Iris Isabella Ivy Jasmine Jens Joel Kurt Leah Leila Lena Lorenzo Lucia Mara Marta Matilda Matteo Miriam Nadia Nikita Nils Oleg Oskar Pia
  Rita Sasha Selma Sigrid Silvia Stella Theo Theresa Ursula Yara Yusuf Zara
`);

/** Countries, regions and large cities in English. */
export const PLACES: ReadonlySet<string> = new Set(
  'Afghanistan,Africa,Alaska,Algeria,Amsterdam,Antarctica,Argentina,Asia,Athens,Australia,Austria,Baghdad,Bangladesh,Barcelona,Beijing,Belgium,Berlin,Bolivia,Boston,Brazil,Britain,Brussels,Bulgaria,Cairo,California,Cambodia,Canada,Chicago,Chile,China,Colombia,Constantinople,Copenhagen,Croatia,Cuba,Cyprus,Czechoslovakia,Delhi,Denmark,Dublin,Ecuador,Egypt,England,Estonia,Ethiopia,Europe,Finland,Florence,Florida,France,Geneva,Georgia,Germany,Ghana,Greece,Hamburg,Hawaii,Hong Kong,Hungary,Iceland,India,Indonesia,Iran,Iraq,Ireland,Israel,Istanbul,Italy,Jakarta,Jamaica,Japan,Jerusalem,Jordan,Kenya,Kiev,Korea,Kyiv,Kyoto,Lebanon,Libya,Lisbon,Lithuania,London,Los Angeles,Luxembourg,Madrid,Malaysia,Manchester,Melbourne,Mexico,Milan,Mongolia,Montreal,Morocco,Moscow,Mumbai,Munich,Myanmar,Naples,Nepal,Netherlands,New York,New York City,New Zealand,Nigeria,North America,North Korea,Norway,Osaka,Oslo,Ottawa,Oxford,Pakistan,Paris,Persia,Peru,Philadelphia,Philippines,Poland,Portugal,Prague,Prussia,Romania,Rome,Russia,San Francisco,Saudi Arabia,Scotland,Seattle,Seoul,Serbia,Shanghai,Shenzhen,Siberia,Sicily,Singapore,South Africa,South America,South Korea,Soviet Union,Spain,Stockholm,Sudan,Sweden,Switzerland,Sydney,Syria,Taiwan,Texas,Thailand,Tokyo,Toronto,Turkey,Ukraine,United Kingdom,United States,Uruguay,Venezuela,Venice,Versailles,Vienna,Vietnam,Virginia,Wales,Warsaw,Washington,Yugoslavia,Zurich'.split(
    ',',
  ),
);
