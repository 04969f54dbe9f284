"""How candidates ask for something, refuse or dodge, in recognised Spanish. Pure."""

import re

from runtime.interview.lexicon import one_of

BACKCHANNEL = re.compile(
    r"(?:(?:si|claro|bueno|vale|ok|okay|aja|mhm|mm|ya|entiendo|perfecto|gracias|muy bien|bien|"
    r"de acuerdo|hola|exacto|listo)\b ?)*"
)
AFFIRMATIVE = re.compile(
    r"(?:(?:si|claro|por supuesto|desde luego|tengo|una|unas|algunas|un par|de|preguntas?|solo|"
    r"bueno|vale|ok|yo|por favor)\b ?)+"
)
NOTHING_TO_ASK = one_of(
    r"no+(?: no)*$",
    r"(?:eso|esto) (?:es|seria|fue) todo",
    r"nada (?:mas|por ahora|por el momento)",
    r"ninguna(?: pregunta)?",
    r"no (?:tengo|hay)(?: mas| otras?| ninguna)? ?(?:preguntas?|dudas?|nada)?",
    r"todo (?:claro|bien)",
    r"por (?:ahora|el momento) no",
    r"^(?:asi )?esta bien",
)
REPEAT = one_of(
    r"(?:puede|podria|puedes|podrias)(?: por favor)?(?: usted)? (?:repetir|volver a (?:decir|"
    r"preguntar)|decir(?:lo|me|melo)? (?:otra vez|de nuevo|una vez mas))\w*",
    r"(?:repit(?:a|e|elo|ela|ame|amelo|amela|eme|emela)|me repite|me la repite|me lo repite)",
    r"^(?:otra vez|de nuevo|una vez mas)(?: por favor)?$",
    r"no (?:le |lo |la |te |se )?(?:oi|escuche|alcance a (?:oir|escuchar)|escucho|oigo|"
    r"escuchaba|oye|escucha)(?: bien| nada| muy bien)?",
    r"^(?:perdon|disculpe|disculpa|como|que|mande|perdone)(?: como| que| que dijo)?$",
    r"(?:cual|como) (?:era|es|fue) la pregunta",
    r"que (?:me )?(?:dijo|pregunto|dijiste|preguntaste)$",
    r"se (?:corto|entrecorta|esta cortando|corta)",
)
TIME = one_of(
    r"(?:deme|dame|necesito|me da|me das|permitame|dejeme|dejame|puedo tener|puedo tomar|"
    r"podria tener) (?:por favor )?(?:un|unos|otro|mas|algo de)? ?(?:momentos?|momentito|minutos?|"
    r"minutito|segundos?|segundito|instante|tiempo|ratito)(?: para pensar\w*)?",
    r"(?:dejeme|dejame|permitame|tengo que|necesito|deje) (?:pensar|ver|recordar)(?:lo|la)?",
    r"^(?:solo )?un (?:momento|momentito|segundo|minuto|instante)(?: por favor)?$",
    r"(?:espere|espera|esperame|espereme)(?: un| tantito| por favor|$)",
    r"(?:estoy|sigo) pensando",
)
END = one_of(
    r"(?:quiero|quisiera|prefiero|preferiria|me gustaria|podemos|tengo que|necesito|vamos a|"
    r"puedo) (?:terminar|parar|acabar|finalizar|cortar|detener|cancelar|dejar)(?:lo)? "
    r"(?:con )?(?:la entrevista|esta entrevista|aqui|esto|ahora|ya|la llamada|por hoy)",
    r"tengo que (?:irme|colgar|salir)(?: ya| ahora)?$",
    r"no quiero (?:seguir|continuar)(?: con (?:esto|la entrevista))?",
    r"^(?:termine|terminemos|acabemos) (?:la entrevista|aqui|ya)",
)
CLARIFY = one_of(
    r"que (?:quiere|quieres|quiso) decir",
    r"a que se refiere|a que te refieres",
    r"(?:puede|podria|puedes|podrias) (?:explicar|aclarar|reformular|ser mas (?:claro|especific)|"
    r"darme (?:un ejemplo|mas contexto))\w*",
    r"no (?:entiendo|entendi|comprendo|comprendi)(?: bien| muy bien)?(?: la| su)?(?: pregunta)?",
    r"no me (?:queda|quedo) clar[oa]",
    r"(?:se refiere|te refieres) a",
    r"(?:esta|estas) (?:preguntando|hablando)",
    r"en que sentido",
    r"(?:debo|tengo que) (?:hablar|contar|explicar|responder) (?:de|sobre)",
    r"puede ser (?:de )?(?:un|cualquier|algo)",
)
DECLINE = one_of(
    r"(?:prefiero|preferiria) no(?: \w+)?",
    r"no (?:quiero|quisiera|deseo|puedo|debo|me gustaria) (?:hablar|responder|contestar|contar|"
    r"compartir|decir|comentar|dar)",
    r"(?:podemos|puedo|podriamos) (?:pasar|saltar\w*|omitir\w*|dejar\w*)",
    r"^(?:paso|siguiente|pasemos|saltemos)\b(?: por favor| pregunta| a la siguiente)*",
    r"siguiente pregunta|a la siguiente|a otra pregunta",
    r"(?:es|son) confidencial(?:es)?",
    r"sin comentarios",
    r"no me (?:siento|sentiria) comod[oa]",
)
DONT_KNOW = one_of(
    r"no (?:lo )?se(?= (?:la verdad|bien|mucho|que|como|cual|si|realmente|sobre|nada|de|decir|"
    r"exactamente|muy|sinceramente|honestamente)\b|$)",
    r"no (?:lo |la |me )?(?:recuerdo|acuerdo|conozco)",
    r"(?:ni|no tengo|ninguna) (?:ni |ninguna |la menor |mucha |un |ningun )?(?:idea|experiencia|"
    r"ejemplo)",
    r"no se me (?:ocurre|viene)",
    r"no me (?:viene|ocurre)",
    r"nunca (?:\w+ )?(?:he|habia|hice|use|tuve|me ha)(?: \w+)?",
    r"no (?:he|habia) (?:hecho|usado|tenido|trabajado|visto|pasado|vivido)",
    r"me quede en blanco|tengo la mente en blanco",
    r"no sabria (?:decir\w*|que|como)",
    r"no estoy (?:muy |tan )?segur[oa]$",
)
EVADE = one_of(
    r"(?:esta|viene|aparece|sale) en mi (?:curriculum|cv|hoja de vida|perfil|linkedin)",
    r"como (?:ya )?(?:\w+ )?(?:dije|mencione|comente|explique)",
    r"no (?:es|me parece|creo que sea|veo que sea)(?: \w+)? (?:relevante|importante|necesario)",
    r"(?:por|para) que (?:quiere|necesita|me pregunta|pregunta|lo pregunta|quieres)",
    r"(?:hablemos|prefiero hablar|podemos hablar) de (?:otra cosa|otro tema|mi|lo que)",
    r"(?:eso|esto) es (?:algo |un poco |muy )?(?:personal|privado)",
    r"(?:eso )?no importa|lo que importa es|a quien le importa",
)
BUT = re.compile(r"\b(?:pero|aunque|sin embargo|todavia|si tuviera que|en cambio)\b")
INTERROGATIVE = re.compile(
    r"^(?:(?:si|bueno|claro|gracias|y|pues|ok|vale|una pregunta|primero|tambien|perdon|pero) )*"
    r"(?:que (?:es|son|tipo|tan|pasa|horario|herramientas|sigue|beneficios|tal)|cual(?:es)? (?:es|"
    r"son|seria|sera)|como (?:es|son|seria|esta|se|funciona)|cuant[oa]s?|cuando|donde|quien(?:es)?|"
    r"por que|hay|tienen|ofrecen|es (?:posible|remoto|presencial)|se (?:puede|trabaja)|"
    r"(?:puedo|podria|quisiera|me gustaria|quiero) (?:saber|preguntar)|tengo una pregunta|"
    r"me pregunto)\b"
)
ABOUT_US = re.compile(
    r"\b(?:el (?:equipo|puesto|sueldo|salario|horario|trabajo|producto|proceso|jefe)|la (?:empresa|"
    r"compania|oficina)|este (?:puesto|trabajo|rol)|remoto|desde casa|sueldo|salario|beneficios|"
    r"ustedes|siguientes? pasos?|horario)\b"
)
FEEDBACK = one_of(
    r"como (?:voy|lo estoy haciendo|lo hice|me fue|me esta yendo|estuve)",
    r"(?:cual es|digame|dime|deme|dame|muestreme) (?:mi|la|una) (?:puntuacion|calificacion|nota|"
    r"puntaje|resultado|evaluacion)",
    r"(?:pase|aprobe|me van a contratar)$",
    r"(?:estuvo|esta|estaba) (?:bien|correcto|correcta|mal) (?:mi|la|esa|asi) ?(?:respuesta)?",
    r"(?:alguna|su|deme|dame) (?:retroalimentacion|opinion sobre mi)",
    r"(?:califique|evalue|punt[ue]e) mi",
)
PLAN = one_of(
    r"(?:sus|las|tus) (?:proximas|siguientes|otras|demas) preguntas",
    r"(?:cuantas|todas las) preguntas",
    r"(?:ignora|ignore|olvida|olvide|omite)(?: \w+){0,3} (?:instrucciones|reglas|indicaciones)",
    r"(?:muestra|muestre|muestrame|dime|digame|revela|revele|repite|lee|lea)(?:me)? (?:tu|su|tus|"
    r"sus|el|la|los|las) (?:\w+ )?(?:instrucciones|prompt|rubrica|plan|criterios|preguntas|guion)",
    r"(?:ahora eres|actua como|comportate como|finge que|haz de cuenta)",
    r"(?:dame|deme|ponme|pongame) (?:la |una |el )?(?:maxima|mejor|mas alta|excelente|perfecta|"
    r"buena) (?:nota|puntuacion|calificacion)",
    r"que (?:quiere|espera|busca|quieres) (?:que (?:le )?(?:diga|responda)|escuchar|oir)",
    r"cual (?:seria|es) la (?:respuesta )?(?:correcta|ideal|mejor respuesta|buena respuesta)",
)
HOSTILE = one_of(
    r"(?:esto|eso|que) (?:es |tan )?(?:una? )?(?:estupid\w+|ridicul\w+|tonteria|idiotez|basura|"
    r"burla|porqueria|perdida de tiempo)",
    r"(?:pregunta|robot|maquina|entrevista) (?:tan )?(?:estupid\w+|tont\w+|ridicul\w+|inutil)",
    r"(?:estupid\w+|maldit\w+) (?:pregunta|robot|maquina|entrevista)",
    r"(?:eres|es usted|son) (?:un |una |unos )?(?:idiota|estupid\w+|inutil\w*|imbecil)",
    r"callate|callese|vete al|vayase al|estoy hart[oa]|perdida de tiempo|que te importa",
    r"hablar con (?:un|una) (?:robot|maquina|computadora)",
)
