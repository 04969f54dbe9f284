"""What answers in recognised Spanish are made of: deeds, results, hedges, themes. Pure.

Spanish verbs tell the person by their ending, and accents are folded away, so first persons of
the past are listed: `llame` may also be a request, but hardly in a story.
"""

import re

from runtime.interview.lexicon import one_of

_PAST_I = (
    "abri|actualice|acompane|anote|aprendi|arme|arregle|asumi|atendi|aumente|ayude|baje|busque|"
    "calme|cambie|capacite|cerre|comprobe|comunique|confirme|configure|consegui|consulte|contacte|"
    "conte|converse|converti|coordine|cree|decidi|desarrolle|descubri|detecte|devolvi|dije|diriji|"
    "dirigi|disculpe|disene|documente|elegi|encontre|entendi|entregue|entrene|envie|escale|"
    "escribi|escuche|estudie|evite|explique|fui|gane|gestione|hable|hice|identifique|implemente|"
    "informe|instale|insisti|lidere|llame|llegue|logre|mande|mantuve|medi|mejore|mostre|negocie|"
    "note|notifique|ofreci|organice|pedi|pregunte|prepare|presente|priorice|probe|procese|propuse|"
    "puse|recibi|reduje|reembolse|registre|reinicie|reporte|reproduje|resolvi|respondi|revise|"
    "segui|solicite|solucione|sugeri|termine|tome|trabaje|trate|use|utilice|vendi|verifique|vi|"
    "volvi|tuve que \\w+r"
)
_NOT_WE = r"(?!vamos|somos|estamos|tenemos|podemos|seamos|hagamos|digamos|tomamos en cuenta)"
_OBJECT = r"(?:(?:le|lo|la|les|los|las|me|se|te|nos) ){0,2}"
I_DID = re.compile(
    rf"\b(?:yo )?{_OBJECT}(?:{_PAST_I})\b|\b(?:he|habia) \w+(?:ado|ido|cho|sto|rto|elto)\b"
)
I_WOULD = re.compile(
    rf"\b(?:yo )?{_OBJECT}(?:\w{{3,}}aria|\w{{2,}}eria|\w{{2,}}iria|pondria|haria|diria|tendria)\b|"
    rf"\b{_OBJECT}(?:voy a|suelo|trato de|intento|procuro|podria|puedo) \w+r(?:le|lo|la|me|les)?\b|"
    rf"\b{_OBJECT}(?:escucho|pregunto|reviso|explico|ofrezco|verifico|llamo|busco|mantengo|pido|"
    r"abro|confirmo|registro|escalo|sigo|resuelvo|hago|comunico|empatizo|respondo|informo|aseguro|"
    r"disculpo|identifico|documento|priorizo)\b"
)
WE_DID = re.compile(rf"\b{_OBJECT}{_NOT_WE}\w{{3,}}(?:amos|imos)\b|\bmi equipo \w+o\b")
PAST_VERB = re.compile(
    rf"\b(?:{_PAST_I})\b|\b{_NOT_WE}\w{{3,}}(?:amos|imos)\b|\b\w{{3,}}(?:aron|ieron|aba|aban)\b"
)
CHAINED = re.compile(
    rf"\b(?:y|luego|entonces|despues|ademas|primero) {_OBJECT}"
    rf"(?:{_PAST_I}|\w{{3,}}(?:amos|imos|ando|iendo))\b"
)
MY_ROLE = one_of(
    r"mi (?:propi[oa] )?(?:rol|papel|parte|responsabilidad|funcion|tarea|idea|decision)",
    r"yo (?:era|fui|estaba|mism[oa]|personalmente|solo|sola)",
    r"(?:era|fui|soy) (?:el |la )?(?:responsable|encargad[oa]|lider|unic[oa])",
    r"(?:estaba|estuve|quede) (?:a cargo|encargad[oa])|a mi cargo|por mi cuenta|personalmente",
    r"me (?:encargue|encargaba|tocaba|toco|asignaron|ocupe|hice cargo)",
    r"yo (?:lidere|dirigi|coordine|decidi|propuse|queria|preferia)",
)
CONTEXT = one_of(
    r"en mi (?:ultim[oa]|anterior|actual|primer|propio) (?:trabajo|empleo|puesto|empresa|rol)",
    r"cuando (?:trabajaba|estaba|empece|era|tenia|entre|trabaje)",
    r"hace (?:un|una|dos|tres|unos|unas|varios|\w+) (?:ano|mes|semana|dia)(?:es|s)?",
    r"(?:el (?:ano|mes)|la semana|el verano) pasad[oa]|este ano",
    r"(?:19|20)\d\d",
    r"(?:habia|hubo|teniamos|tenia|tuve|tuvimos|llego|llamo) (?:un|una|muchos|muchas|varios|\d+)",
    r"(?:un|una|el|la|este|esta|mi|nuestro|nuestra) (?:\w+ )?(?:cliente|clienta|usuario|usuaria|"
    r"llamada|proyecto|equipo|senor|senora|companer[oa]|empresa|tienda|banco|hotel|ocasion|vez|"
    r"pedido|factura|sistema|aplicacion|paciente|huesped)",
    r"(?:trabajo|trabajaba|trabaje|llevo) (?:en|como|para|\w+ anos)",
)
RESULT = one_of(
    r"al final|finalmente|como resultado|el resultado|gracias a (?:eso|esto)|desde entonces",
    r"(?:quedo|quedaron|estaba|se fue|salio) (?:muy )?(?:content|satisfech|feliz|agradecid|"
    r"tranquil)\w+",
    r"se (?:resolvio|soluciono|redujo|redujeron|arreglo|calmo|quedo|logro)",
    r"(?:bajo|bajaron|subio|subieron|aumento|aumentaron|disminuyo|disminuyeron|mejoro|mejoraron|"
    r"cayo|crecio|redujo) ?(?:de|a|un|el|en|las|los)?",
    r"(?:logre|logramos|consegui|conseguimos|evite|evitamos)",
    r"(?:renovo|compro|agradecio|acepto|cancelo|siguio siendo cliente|nos felicito|me felicito)",
    r"aprendi (?:que|a)|termino (?:bien|content\w|por|comprando|agradeciendo)|ya no",
)
TRADE_OFF = one_of(
    r"en (?:lugar|vez) de|en cambio|por otro lado|a costa de|a cambio de",
    r"(?:la |una )?desventaja|ventajas y desventajas|el (?:costo|precio) (?:era|fue|de)",
    r"prefer\w+ \w+(?: \w+){0,6} (?:que|antes)",
    r"mas (?:rapido|lento|barato|caro|simple|segur[oa]) pero",
    r"sacrific\w+|renunci\w+|alternativas?|otra opcion|otras opciones",
    r"decid\w+ (?:no|entre|en contra)",
)
VERIFICATION = one_of(
    r"(?:prob(?:e|amos|ar|ando)|pruebas?|verific\w+|comprob\w+|compruebo|confirm\w+)",
    r"revis\w+ (?:que|si|de nuevo|otra vez)",
    r"(?:medi|medir|mediamos|medimos|medicion)",
    r"encuestas?|seguimiento|metricas?|satisfaccion|csat|nps|monitor\w+|tablero",
    r"(?:lo |la |le )?(?:volvi a llamar|llame (?:de nuevo|otra vez|al dia siguiente))",
    r"compar\w+ (?:con|el|los|las|antes)|asegur\w+ (?:de )?(?:que|me)|me asegur\w+",
    r"pregunt\w+ si|reproduj\w+|antes y despues",
)
HEDGE = one_of(
    r"cosas?|algo(?: asi)?|etcetera|y eso|y todo eso|en general|generalmente|normalmente",
    r"siempre|depende(?: de)?|mas o menos|todo|muchos?|muchas?|vari[oa]s|diferentes",
    r"trabajo en equipo|(?:doy|di|hago|dar) lo mejor|lo mejor posible|buena comunicacion",
    r"es (?:muy |super )?(?:importante|clave|fundamental|esencial)",
    r"de alguna manera|basicamente|digamos|como que|un poco|salio bien|soy (?:muy )?trabajador\w*",
)
OFF_TOPIC = one_of(
    r"clima|lluvia|lloviendo|futbol|partido|peliculas?|netflix|vacaciones|playa|pizza|almuerzo|"
    r"cena|receta|cocinar|politica|elecciones|trafico|horoscopo|loteria|cumpleanos|navidad|"
    r"videojuegos|guitarra|pesca|"
    r"mi (?:perro|gato|esposa|esposo|hijo|hija|mama|papa|novia|novio|carro|coche|vecin[oa]|jardin)"
)
WORK = one_of(
    r"(?:trabaj|equipo|proyecto|client|usuari|sistema|servicio|producto|empresa|compan|gerente|"
    r"jef|llamad|ticket|problema|caso|soport|queja|reclamo|pedido|factura|cuenta|error|solucion|"
    r"atencion|turno|agente|proceso|herramienta|reembolso|experiencia|puesto|carrera|estudi)\w*"
)
I_WORD = re.compile(r"\b(?:yo|me|mi|mis|mio|conmigo)\b")
WE_WORD = re.compile(r"\b(?:nosotros|nosotras|nos|nuestr[oa]s?)\b")
