"""Numbers as they are said in Spanish, in words or digits. Pure."""

import re

NUMBER_WORDS = {
    "cero": 0, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20,
    "veintiuno": 21, "veintiun": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24,
    "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200,
    "trescientos": 300, "trescientas": 300, "cuatrocientos": 400, "quinientos": 500,
    "quinientas": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900, "mil": 1000, "millon": 1_000_000, "millones": 1_000_000,
}  # fmt: skip
"""Without accents; "uno" and "un" are left out, they are articles more often than numbers."""
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d+(?:[.,]\d+)*|(?:{_WORD})(?: (?:y )?(?:{_WORD}|uno?))*)"
UNIT = (
    r"(?:por ?ciento|percent|puntos|segundos?|minutos?|horas?|dias?|semanas?|clientes?|usuarios?|"
    r"llamadas?|tickets?|casos?|pesos?|dolares|euros?|veces|quejas?|errores|correos?|mensajes?|"
    r"agentes?|pedidos?|estrellas?|incidentes?|cuentas?|ventas?|chats?|solicitudes|facturas?|"
    r"reclamos?)"
)
NUMBERS = re.compile(
    rf"[$€£]\s?\d[\d.,]*\w?|\b{NUMBER}(?: (?:{UNIT}|anos?|mes(?:es)?|personas))?\b"
)
METRIC = re.compile(
    rf"[$€£]\s?\d|\b{NUMBER} {UNIT}\b|\bde {NUMBER} a {NUMBER}\b|"
    r"\b(?:duplic\w+|tripl\w+|a la mitad|la mitad de|un tercio|el doble|dos tercios)\b|"
    rf"\b(?:casi|como|unos|unas|alrededor de|cerca de|mas de|menos de|aproximadamente) {NUMBER}\b|"
    r"\d\d+"
)
CHANGE = re.compile(
    rf"\b(?:redu|baj|disminu|aument|sub|mejor|crec|ahorr)\w* (?:\w+ ){{0,6}}?(?:en |un |casi |"
    rf"como )*(?:{NUMBER}) (?:por ?ciento|percent)\b|\b(?:duplic|tripl)\w+"
)
BASELINE = re.compile(
    rf"\bde (?:casi |como |unos )?{NUMBER} (?:\w+ ){{0,3}}a\b|\b(?:antes (?:era|eran|habia|"
    rf"teniamos|tardaba)|comparado con|al principio|inicialmente)\b"
)
SHARE = re.compile(rf"\b{NUMBER} (?:por ?ciento|percent)\b")
SCOPE = re.compile(
    rf"\b(?:por|cada|en|durante|al|a la) (?:los |las |un |una |el |la |ultim\w+ )*(?:{NUMBER} )?"
    rf"(?:dias?|semanas?|mes(?:es)?|trimestres?|anos?|horas?|minutos?|clientes?|llamadas?)\b|"
    rf"\b{NUMBER} (?:clientes?|usuarios?|llamadas?|tickets?|casos?|cuentas?|personas|pedidos?)\b"
)
