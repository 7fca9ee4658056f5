"""Spellings of one given name: transliterations, and British pet names that the library's list lacks."""

_GROUPS = """
muhammad: mohammed mohammad mohamed muhamed muhammed mohamad mohamud mohd mohamet muhamad mehmet mahomed
ahmed: ahmad ahmet achmed
abdullah: abdulla abdallah abdulah
abdul: abdal abdel abd
hussain: hussein husain hosein hussien
hassan: hasan hassaan
ali: aly alli
ibrahim: ebrahim ibraheem
yusuf: yousuf yousef yusef youssef yousaf
omar: umar omer
usman: osman uthman othman
khalid: khaled
aisha: ayesha aysha aishah ayisha aicha
fatima: fatimah fatema fathima fatma
maryam: mariam mariyam meryem maryum
khadija: khadijah khadeeja hadija
zainab: zaynab zeinab zaineb
noor: nur nour
syed: sayed sayyid said
sergei: sergey serge
aleksandr: alexander aleksander alexandr oleksandr
ekaterina: katerina yekaterina catherine katarzyna kasia
agnieszka: agnes aga
malgorzata: margaret gosia
katarzyna: kasia katherine
elzbieta: elizabeth ela
jan: john janek
piotr: peter piotrek
pawel: paul
tomasz: thomas tomek
krzysztof: christopher krzys
andrzej: andrew
michal: michael
jozef: joseph
stanislaw: stanley stan
wojciech: wojtek
aleksandra: alexandra ola
joanna: asia joan
anna: ania ann anne
ion: john
gheorghe: george
mihai: michael
stefan: stephen steven
chukwuemeka: emeka
oluwaseun: seun
oluwatobi: tobi
olumide: mide
adebayo: bayo
kwame: kwami
sinead: shinade
siobhan: shivaun
niamh: neve
sean: shaun shawn
eoin: owen
aoife: eva
catriona: catrina
gurpreet: preet
harpreet: hari
jaswinder: jas jassi
manpreet: mani
mary: molly polly may mae
margaret: maggie meg peggy daisy greta madge
elizabeth: liz lizzie beth betty libby eliza bess elsie lilibet
sarah: sally sara
ann: anne annie nancy anna
jane: jayne janie jenny
jennifer: jenny jen jenni
katherine: catherine kathryn katharine kate katie kathy cathy kath kay kitty kit
susan: sue susie suzy suzanne
patricia: pat patsy trish tricia paddy
dorothy: dot dottie dolly
christine: christina chris chrissie tina kirsty
deborah: debra debbie deb
jacqueline: jackie jacqui jacky
victoria: vicky vicki tori
samantha: sam sammy
rebecca: becky bec
charlotte: lottie charlie
harriet: hattie harry
florence: flo florrie
eleanor: ellie nell nellie nora
alexandra: alex sandra sandy lexi
william: will bill billy willy liam
robert: rob bob bobby robbie bert
richard: rick dick richie ricky
james: jim jimmy jamie jem
john: jack johnny jon
henry: harry hal hank
edward: ted ed eddie ned teddy
thomas: tom tommy
michael: mick mike micky
anthony: tony antony ant
christopher: chris kit topher
david: dave davey dai
stephen: steven steve stevie
andrew: andy drew
matthew: matt matty
daniel: dan danny
joseph: joe joey
benjamin: ben benny
samuel: sam sammy
nicholas: nick nicky nicolas
peter: pete
philip: phil phillip pip
geoffrey: jeff geoff jeffrey
terence: terry terrance
kenneth: ken kenny
ronald: ron ronnie
leonard: len lenny
albert: bert al bertie
frederick: fred freddie
alfred: alf alfie fred
charles: charlie chas chuck
francis: frank frankie
lawrence: larry laurence laurie
gregory: greg
timothy: tim timmy
douglas: doug
raymond: ray
donald: don donny
gerald: gerry jerry
"""


def _table() -> dict[str, str]:
    """Each variant with the head of its group; a name that heads one group and varies in another keeps its own head."""
    groups = (line.split(":") for line in _GROUPS.strip().splitlines())
    return {variant: head.strip() for head, variants in groups for variant in (*variants.split(), head.strip())}


VARIANTS = _table()
