"""Numbers and what python-stdnum says of them, a line each: format, number, 1 or 0.

For every format a template says what its numbers are made of: 9 a digit, A a letter, X either,
anything else itself; [abc] one of these. Random numbers of the template are judged; for each that
is right, so are neighbours with one char changed or two swapped. Where the check digits leave few
numbers right, the last places are tried through.
"""
import importlib
import random
import re
import sys

WANTED, TRIES, NEIGHBOURS = 40, 40000, 5

D6 = "{yy}{mm}{dd}"
R6 = "{dd}{mm}{yy}"

# Format: stdnum's module, template, and what stands before the number when stdnum is asked.
FORMATS = {
    "at-svnr": ("at.vnr", "9999" + R6, ""),
    "at-uid": ("at.uid", "99999999", "U"),
    "be-nn": ("be.nn", D6 + "99999", ""),
    "be-vat": ("be.vat", "[01]999999999", ""),
    "ch-ahv": ("ch.ssn", "7569999999999", ""),
    "ch-uid": ("ch.uid", "999999999", "CHE"),
    "de-idnr": ("de.idnr", "99999999999", ""),
    "de-vat": ("de.vat", "999999999", ""),
    "fr-nir": ("fr.nir", "[12]99{mm}2[AB]99999999", ""),
    "fr-siren": ("fr.siren", "999999999", ""),
    "gb-nhs": ("gb.nhs", "9999999999", ""),
    "gb-utr": ("gb.utr", "9999999999", ""),
    "gb-vat": ("gb.vat", "999999999", ""),
    "ie-pps": ("ie.pps", "9999999A", ""),
    "lu-vat": ("lu.tva", "99999999", ""),
    "nl-bsn": ("nl.bsn", "999999999", ""),
    "cy-vat": ("cy.vat", "[013459]9999999A", ""),
    "es-dni": ("es.dni", "99999999A", ""),
    "es-nie": ("es.nie", "[XYZ]9999999A", ""),
    "es-cif": ("es.cif", "[ABCDEFGHJNPQRSUVW]9999999X", ""),
    "es-ccc": ("es.ccc", "99999999999999999999", ""),
    "gr-amka": ("gr.amka", R6 + "99999", ""),
    "gr-afm": ("gr.vat", "999999999", ""),
    "it-cf": ("it.codicefiscale", "AAAAAA99[ABCDEHLMPRST]{dd}A999A", ""),
    "it-iva": ("it.iva", "99999999999", ""),
    "mt-vat": ("mt.vat", "99999999", ""),
    "pt-nif": ("pt.nif", "[1235689]99999999", ""),
    "pt-cc": ("pt.cc", "999999999XX9", ""),
    "tr-kimlik": ("tr.tckimlik", "99999999999", ""),
    "tr-vkn": ("tr.vkn", "9999999999", ""),
    "dk-cpr": ("dk.cpr", R6 + "9999", ""),
    "dk-cvr": ("dk.cvr", "99999999", ""),
    "ee-isikukood": ("ee.ik", "9" + D6 + "9999", ""),
    "ee-vat": ("ee.kmkr", "999999999", ""),
    "fi-hetu": ("fi.hetu", R6 + "A999X", ""),
    "fi-ytunnus": ("fi.ytunnus", "99999999", ""),
    "is-kennitala": ("is_.kennitala", R6 + "9999", ""),
    "lt-asmens-kodas": ("lt.asmens", "9" + D6 + "9999", ""),
    "lt-vat": ("lt.pvm", "9999999[1]9", ""),
    "lv-personas-kods": ("lv.pvn", R6 + "[012]9999", ""),
    "lv-vat": ("lv.pvn", "[456789]9999999999", ""),
    "no-fodselsnummer": ("no.fodselsnummer", R6 + "99999", ""),
    "no-orgnr": ("no.orgnr", "[89]99999999", ""),
    "no-konto": ("no.kontonr", "99999999999", ""),
    "se-personnummer": ("se.personnummer", D6 + "9999", ""),
    "se-orgnr": ("se.orgnr", "[1235678]9[23456789]9999999", ""),
    "cz-rodne-cislo": ("cz.rc", D6 + "9999", ""),
    "sk-rodne-cislo": ("sk.rc", D6 + "9999", ""),
    "sk-vat": ("sk.dph", "[123456789]999999999", ""),
    "hu-adoszam": ("hu.anum", "99999999", ""),
    "by-unp": ("by.unp", "[1234567]99999999", ""),
    "pl-pesel": ("pl.pesel", D6 + "99999", ""),
    "pl-nip": ("pl.nip", "9999999999", ""),
    "pl-regon": ("pl.regon", "999999999", ""),
    "ru-inn": ("ru.inn", "9999999999", ""),
    "ua-rnokpp": ("ua.rntrc", "9999999999", ""),
    "ua-edrpou": ("ua.edrpou", "99999999", ""),
    "rs-jmbg": ("si.emso", "{dd}{mm}[9]99[78]99999", ""),
    "si-emso": ("si.emso", "{dd}{mm}[9]99509999", ""),
    "bg-egn": ("bg.egn", D6 + "9999", ""),
    "bg-vat": ("bg.vat", "999999999", ""),
    "hr-oib": ("hr.oib", "99999999999", ""),
    "ro-cnp": ("ro.cnp", "[12345678]" + D6 + "[0123]99999", ""),
    "ro-cui": ("ro.cui", "99999999", ""),
    "rs-pib": ("rs.pib", "[123456789]99999999", ""),
    "si-ddv": ("si.ddv", "99999999", ""),
    "ca-sin": ("ca.sin", "[12345679]99999999", ""),
    "do-cedula": ("do.cedula", "99999999999", ""),
    "mx-curp": ("mx.curp", "[BCDFG][AEIOU][BCDFG][BCDFG]{yy}{mm}{dd}[HM][AS][SP][BCD][BCD][BCD]X9", ""),
    "us-ssn": ("us.ssn", "999999999", ""),
    "us-itin": ("us.itin", "9[56789]9999999", ""),
    "ar-cuit": ("ar.cuit", "[2345]9999999999", ""),
    "ar-cbu": ("ar.cbu", "9999999999999999999999", ""),
    "br-cpf": ("br.cpf", "99999999999", ""),
    "br-cnpj": ("br.cnpj", "99999999999999", ""),
    "cl-rut": ("cl.rut", "99999999[0123456789K]", ""),
    "co-nit": ("co.nit", "[89]999999999", ""),
    "ec-cedula": ("ec.ci", "[012]9[012345]9999999", ""),
    "pe-ruc": ("pe.ruc", "[12][057]999999999", ""),
    "pe-dni": ("pe.cui", "99999999X", ""),
    "uy-rut": ("uy.rut", "[012]99999990019", ""),
    "ve-rif": ("ve.rif", "[VEJPGC]999999999", ""),
    "cn-id": ("cn.ric", "[1345]10101{yyyy}{mm}{dd}999[0123456789X]", ""),
    "cn-uscc": ("cn.uscc", "[159NY][129]999999[0-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]9999999[0-9A-HJ-NPQRTUWXY]", ""),
    "id-npwp": ("id.npwp", "999999999999999", ""),
    "il-id": ("il.idnr", "999999999", ""),
    "in-aadhaar": ("in_.aadhaar", "[23456789]99999999999", ""),
    "in-pan": ("in_.pan", "AAA[PCHAFT]A9999A", ""),
    "in-gstin": ("in_.gstin", "[012]9AAA[PC]A9999A[123]ZX", ""),
    "in-epic": ("in_.epic", "AAA9999999", ""),
    "jp-corporate-number": ("jp.cn", "9999999999999", ""),
    "kr-rrn": ("kr.rrn", D6 + "9999999", ""),
    "my-nric": ("my.nric", D6 + "999999", ""),
    "pk-cnic": ("pk.cnic", "9999999999999", ""),
    "th-id": ("th.pin", "9999999999999", ""),
    "tw-ubn": ("tw.ubn", "99999999", ""),
    "vn-mst": ("vn.mst", "9999999999", ""),
    "au-tfn": ("au.tfn", "999999999", ""),
    "au-abn": ("au.abn", "99999999999", ""),
    "au-acn": ("au.acn", "999999999", ""),
    "ma-ice": ("ma.ice", "999999999999999", ""),
    "nz-ird": ("nz.ird", "[01]99999999", ""),
    "za-id": ("za.idnr", D6 + "9999[01]99", ""),
    "za-tax": ("za.tin", "9999999999", ""),
    "isin": ("isin", "[UDGF][SEBR]XXXXXXXXX9", ""),
    "lei": ("lei", "XXXX00XXXXXXXXXXXX99", ""),
    "us-routing": ("us.rtn", "[026][123456789]9999999", ""),
    "us-cusip": ("cusip", "999XXXXX9", ""),
    "gb-sedol": ("gb.sedol", "[BCDFGHJKLM]XXXXX9", ""),
    "imei": ("imei", "999999999999999", ""),
}

# What both may be asked, and why the rest is left out.
ONLY = {
    "be-vat": "(?!.*00$)",  # a check of 00 is no remainder; stdnum takes it for 97
    "ca-sin": "[1-79]",  # 0 and 8 are not given to people; stdnum takes them
    "cn-uscc": "[159].[0-9]{6}[0-9A-HJ-NPQRTUWXY]*$",  # stdnum does not know N and half of Y
    "co-nit": "[89]",  # other first digits are told by their layout only
    "isin": "..(?:[A-Z]*[0-9]){3}[A-Z0-9]*[0-9]$",  # with fewer digits it is somebody's handle
    "lt-asmens-kodas": "[1-8]",  # 9 has no date
    "lv-personas-kods": "[012].....[012]|3[01]....[012]",  # the rest are companies
    "ro-cnp": ".......(0[1-9]|[123][0-9]|4[0-6])",  # stdnum takes counties there are none of
    "rs-jmbg": ".......[78]",  # another republic's
    "rs-pib": "[1-9]",
    "si-emso": ".......5",
    "sk-vat": "[1-9].[234789]",  # birth numbers are another format
    "us-routing": "0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]",  # stdnum takes districts there are none of
    "ve-rif": "[VEJPG]",  # stdnum does not know C
}

# Formats of which we take more, so that only what is right for stdnum is compared.
WIDER = {
    "be-nn",  # dates ahead: nothing here asks a clock
    "cn-id",  # places that are in no list of stdnum's
    "cz-rodne-cislo",  # dates ahead
    "dk-cpr",  # dates ahead
    "fi-hetu",  # the century signs of 2023
    "se-personnummer",  # coordination numbers, 60 added to the day
    "sk-rodne-cislo",  # dates ahead
    "tw-ubn",  # divisible by five since 2023, by ten before
    "us-itin",  # groups 50 to 65
    "uy-rut",  # more offices
}

ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parts(template):
    return re.findall(r"\{\w+\}|\[[^\]]+\]|.", template)


def choices(part):
    if part == "9":
        return ALNUM[:10]
    if part == "A":
        return ALNUM[10:]
    if part == "X":
        return ALNUM
    if part.startswith("["):
        inner = part[1:-1]
        if "-" in inner:
            return "".join(c for c in ALNUM if re.match(part, c))
        return inner
    return part


def one(rng, template):
    out = []
    for part in template:
        if part == "{yyyy}":
            out.append(str(rng.randint(1940, 2009)))
        elif part == "{yy}":
            out.append("%02d" % rng.randint(0, 99))
        elif part == "{mm}":
            out.append("%02d" % rng.randint(1, 12))
        elif part == "{dd}":
            out.append("%02d" % rng.randint(1, 28))
        else:
            out.append(rng.choice(choices(part)))
    return "".join(out)


def neighbours(rng, number):
    for _ in range(NEIGHBOURS):
        chars = list(number)
        at = rng.randrange(len(chars))
        if rng.random() < 0.3 and at + 1 < len(chars) and chars[at].isdigit() == chars[at + 1].isdigit():
            chars[at], chars[at + 1] = chars[at + 1], chars[at]
        else:
            chars[at] = rng.choice(ALNUM[:10] if chars[at].isdigit() else ALNUM[10:])
        yield "".join(chars)


def say(name, number, valid):
    if re.match(ONLY.get(name, ""), number) and (valid or name not in WIDER):
        print(name, number, int(valid), sep="\t")


def main(seed):
    for name, (module, template, prefix) in FORMATS.items():
        if not module:
            continue
        rng = random.Random(seed + name)
        judge = importlib.import_module("stdnum." + module).is_valid
        template = parts(template)
        right = 0
        wrong = 0
        for _ in range(TRIES):
            number = one(rng, template)
            valid = judge(prefix + number)
            if valid:
                right += 1
                say(name, number, True)
                for other in neighbours(rng, number):
                    say(name, other, judge(prefix + other))
                if right == WANTED:
                    break
            elif wrong < 200:
                wrong += 1
                say(name, number, False)


def printed(seed):
    """Right numbers as stdnum prints them: format, number."""
    for name, (module, template, prefix) in FORMATS.items():
        rng = random.Random(seed + name)
        library = importlib.import_module("stdnum." + module)
        template = parts(template)
        right = 0
        for _ in range(TRIES):
            number = one(rng, template)
            if library.is_valid(prefix + number) and re.match(ONLY.get(name, ""), number):
                right += 1
                pretty = getattr(library, "format", str)
                country = {"gr-afm": "EL", "at-uid": "AT"}.get(name, name[:2].upper())
                vat = name.endswith(("-vat", "-tva")) or name in ("gr-afm", "at-uid")
                written = country + prefix + number if vat else pretty(prefix + number)
                print(name, written, sep="\t")
                if right == WANTED:
                    break


(printed if sys.argv[2:] == ["printed"] else main)(sys.argv[1])
