CREATE TABLE age_splits (
place INTEGER NOT NULL,
sector TEXT NOT NULL,
cadre TEXT NOT NULL,
age_group TEXT NOT NULL,
age INTEGER NOT NULL,
weight REAL NOT NULL,
rule TEXT NOT NULL,
grade TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (sector, cadre, age_group, age),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (weight BETWEEN 0 AND 1)
)
STRICT
CREATE TABLE assumptions (
place INTEGER NOT NULL,
id TEXT NOT NULL,
parameter TEXT NOT NULL,
cadre TEXT NOT NULL,
sector TEXT NOT NULL,
sex TEXT NOT NULL,
age_from INTEGER,
age_to INTEGER,
birth_from INTEGER,
birth_to INTEGER,
territory TEXT NOT NULL,
destination TEXT NOT NULL,
year_from INTEGER NOT NULL,
year_to INTEGER NOT NULL,
value REAL NOT NULL,
low REAL,
high REAL,
unit TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE cadres (
place INTEGER NOT NULL,
code TEXT NOT NULL,
parent TEXT,
level TEXT NOT NULL,
isco08 TEXT NOT NULL,
nhwa_group TEXT NOT NULL,
names_fr TEXT NOT NULL,
names_ar TEXT NOT NULL,
names_en TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (code),
CHECK (level IN ('group', 'cadre', 'specialty')),
FOREIGN KEY(parent) REFERENCES cadres (code)
)
STRICT
CREATE TABLE contracts (
place INTEGER NOT NULL,
id TEXT NOT NULL,
label TEXT NOT NULL,
territory TEXT,
sector TEXT NOT NULL,
cadre TEXT NOT NULL,
specialty TEXT NOT NULL,
nationality TEXT NOT NULL,
employer TEXT NOT NULL,
persons REAL NOT NULL,
start TEXT NOT NULL,
"end" TEXT,
renewal_share REAL,
renewal_years INTEGER,
break_hazard REAL,
fte REAL NOT NULL,
in_base_stock INTEGER NOT NULL,
status TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (in_base_stock IN (0, 1)),
CHECK (status IN ('real', 'scenario', 'example')),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (persons >= 0),
FOREIGN KEY(territory) REFERENCES territories (code),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE facts (
place INTEGER NOT NULL,
uuid TEXT NOT NULL,
names_fr TEXT NOT NULL,
names_ar TEXT NOT NULL,
names_en TEXT NOT NULL,
base_year INTEGER NOT NULL,
horizon INTEGER NOT NULL,
norm TEXT,
scenario TEXT,
sample TEXT NOT NULL,
synthetic INTEGER NOT NULL,
note_fr TEXT NOT NULL,
note_ar TEXT NOT NULL,
note_en TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (uuid),
CHECK (synthetic IN (0, 1)),
CHECK (place = 1),
FOREIGN KEY(norm) REFERENCES norms (id),
FOREIGN KEY(scenario) REFERENCES scenarios (id)
)
STRICT
CREATE TABLE journal (
place INTEGER NOT NULL,
sequence INTEGER NOT NULL,
action TEXT NOT NULL,
target INTEGER NOT NULL,
time TEXT NOT NULL,
who TEXT NOT NULL,
name TEXT NOT NULL,
edit TEXT NOT NULL,
inverse TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (sequence),
CHECK (action IN ('do', 'undo', 'redo'))
)
STRICT
CREATE TABLE measures (
place INTEGER NOT NULL,
scenario TEXT NOT NULL,
line INTEGER NOT NULL,
"table" TEXT NOT NULL,
parameter TEXT NOT NULL,
cadre TEXT NOT NULL,
sector TEXT NOT NULL,
territory TEXT NOT NULL,
year_from INTEGER NOT NULL,
year_to INTEGER NOT NULL,
operation TEXT NOT NULL,
value REAL NOT NULL,
unit TEXT NOT NULL,
ramp_years INTEGER NOT NULL,
reason TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (scenario, line),
CHECK (operation IN ('set', 'add', 'multiply')),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
FOREIGN KEY(scenario) REFERENCES scenarios (id),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE meta (
"key" TEXT NOT NULL,
value TEXT NOT NULL,
PRIMARY KEY ("key")
)
STRICT
CREATE TABLE missions (
place INTEGER NOT NULL,
id TEXT NOT NULL,
label TEXT NOT NULL,
territory TEXT,
sector TEXT NOT NULL,
cadre TEXT NOT NULL,
specialty TEXT NOT NULL,
persons REAL NOT NULL,
months_each REAL NOT NULL,
year_from INTEGER NOT NULL,
year_to INTEGER NOT NULL,
fte REAL NOT NULL,
status TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (status IN ('real', 'scenario', 'example')),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (persons >= 0),
CHECK (months_each >= 0),
FOREIGN KEY(territory) REFERENCES territories (code),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE norms (
place INTEGER NOT NULL,
id TEXT NOT NULL,
names_fr TEXT NOT NULL,
names_ar TEXT NOT NULL,
names_en TEXT NOT NULL,
value REAL NOT NULL,
unit TEXT NOT NULL,
scope TEXT NOT NULL,
year INTEGER,
cadres TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
meaning TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE pipeline (
place INTEGER NOT NULL,
id TEXT NOT NULL,
cadre TEXT NOT NULL,
parameter TEXT NOT NULL,
territory TEXT NOT NULL,
sector TEXT NOT NULL,
sex TEXT NOT NULL,
age INTEGER,
year_from INTEGER NOT NULL,
year_to INTEGER NOT NULL,
value REAL NOT NULL,
low REAL,
high REAL,
unit TEXT NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE populations (
place INTEGER NOT NULL,
territory TEXT NOT NULL,
year INTEGER NOT NULL,
kind TEXT NOT NULL,
persons REAL NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (territory, year, kind),
CHECK (kind IN ('total', 'urban')),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (persons >= 0),
FOREIGN KEY(territory) REFERENCES territories (code),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE recruitment (
place INTEGER NOT NULL,
id TEXT NOT NULL,
territory TEXT,
cadre TEXT NOT NULL,
year_from INTEGER NOT NULL,
year_to INTEGER NOT NULL,
posts REAL NOT NULL,
posts_low REAL,
posts_high REAL,
fill_rate REAL,
fill_low REAL,
fill_high REAL,
posts_source TEXT,
posts_grade TEXT NOT NULL,
fill_source TEXT,
fill_grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (posts_grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (posts >= 0),
FOREIGN KEY(territory) REFERENCES territories (code),
FOREIGN KEY(posts_source) REFERENCES sources (id),
FOREIGN KEY(fill_source) REFERENCES sources (id)
)
STRICT
CREATE TABLE scenarios (
place INTEGER NOT NULL,
id TEXT NOT NULL,
names_fr TEXT NOT NULL,
names_ar TEXT NOT NULL,
names_en TEXT NOT NULL,
position INTEGER NOT NULL,
locked INTEGER NOT NULL,
PRIMARY KEY (place),
UNIQUE (id),
CHECK (locked IN (0, 1))
)
STRICT
CREATE TABLE sources (
place INTEGER NOT NULL,
id TEXT NOT NULL,
title TEXT NOT NULL,
publisher TEXT NOT NULL,
date TEXT NOT NULL,
where_found TEXT NOT NULL,
licence_note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (id)
)
STRICT
CREATE TABLE staff (
place INTEGER NOT NULL,
territory TEXT NOT NULL,
sector TEXT NOT NULL,
cadre TEXT NOT NULL,
sex TEXT NOT NULL,
age_group TEXT NOT NULL,
employer TEXT NOT NULL,
persons REAL NOT NULL,
source TEXT,
grade TEXT NOT NULL,
note TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (territory, sector, cadre, sex, age_group, employer),
CHECK (sector IN ('public', 'private')),
CHECK (sex IN ('F', 'M')),
CHECK (grade IN ('sourced', 'recalled-unverified', 'estimated-by-rule')),
CHECK (persons >= 0),
FOREIGN KEY(territory) REFERENCES territories (code),
FOREIGN KEY(cadre) REFERENCES cadres (code),
FOREIGN KEY(source) REFERENCES sources (id)
)
STRICT
CREATE TABLE territories (
place INTEGER NOT NULL,
code TEXT NOT NULL,
parent TEXT,
level TEXT NOT NULL,
iso TEXT NOT NULL,
kind TEXT NOT NULL,
names_fr TEXT NOT NULL,
names_ar TEXT NOT NULL,
names_en TEXT NOT NULL,
PRIMARY KEY (place),
UNIQUE (code),
CHECK (level IN ('nation', 'region', 'province')),
FOREIGN KEY(parent) REFERENCES territories (code)
)
STRICT
