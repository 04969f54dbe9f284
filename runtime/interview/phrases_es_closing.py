"""Checks, the end of an interview and coaching, in Spanish. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

CLOSING: Bank = {
    Situation.invite: {
        N: (
            "¿Qué preguntas tiene para mí?",
            "¿Hay algo que quiera preguntarme?",
        ),
        F: (
            "Ahora le toca a usted. ¿Qué le gustaría preguntarme?",
            "¿Qué le gustaría saber de mí?",
        ),
        S: (
            "¿Qué quiere preguntarme?",
            "¿Tiene alguna pregunta?",
        ),
    },
    Situation.go_ahead: {
        N: (
            "Adelante, por favor.",
            "Sí, por favor.",
        ),
    },
    Situation.unknown_answer: {
        N: (
            "No tengo esa información, pero el equipo de contratación puede responderle.",
            "Eso no se lo puedo decir yo; el equipo de contratación sí puede.",
        ),
    },
    Situation.anything_else: {
        N: (
            "¿Hay algo más que quiera preguntar?",
            "¿Qué más le gustaría saber?",
        ),
        S: (
            "¿Algo más?",
            "¿Tiene otra?",
        ),
    },
    Situation.farewell: {
        N: (
            "Gracias por su tiempo{name}. El equipo de contratación revisará nuestra "
            "conversación y se pondrá en contacto. Hasta luego.",
            "Entonces terminamos{name}. Gracias por hablar conmigo. El equipo de contratación "
            "revisará la conversación y le escribirá. Hasta luego.",
        ),
        F: (
            "Gracias por su tiempo{name}, fue un gusto conversar con usted. El equipo de "
            "contratación revisará la conversación y se pondrá en contacto. Que le vaya bien.",
        ),
        S: (
            "Entonces eso es todo{name}. El equipo de contratación revisará sus respuestas y "
            "le contactará. Hasta luego.",
        ),
    },
    Situation.farewell_short: {
        N: (
            "Gracias de nuevo. Hasta luego.",
            "Gracias. Hasta luego.",
        ),
    },
    Situation.farewell_time: {
        N: (
            "Se acabó el tiempo, así que tengo que parar aquí. Gracias por la "
            "conversación{name}. El equipo de contratación se pondrá en contacto y puede "
            "resolver sus dudas. Hasta luego.",
        ),
    },
    Situation.farewell_silence: {
        N: (
            "No he podido oírle, así que termino aquí la entrevista. Escriba al equipo de "
            "contratación para buscar otro momento. Hasta luego.",
        ),
    },
    Situation.goodbye_candidate: {
        N: (
            "Claro, lo dejamos aquí. Gracias por su tiempo{name}. Hasta luego.",
            "De acuerdo, terminamos aquí. Gracias por venir{name}. Hasta luego.",
        ),
    },
    Situation.goodbye_operator: {
        N: (
            "Me han pedido terminar aquí la entrevista. Gracias por su tiempo{name}. Hasta luego.",
        ),
    },
    Situation.no_feedback: {
        N: (
            "No califico respuestas mientras hablamos.",
            "Durante la entrevista no puedo decir nada de los resultados.",
        ),
        F: ("Me temo que no puedo comentar las respuestas mientras hablamos.",),
    },
    Situation.no_plan: {
        N: (
            "No puedo hablar de cómo está hecha esta entrevista.",
            "Lo que pregunto y cómo se leen las respuestas queda fuera de la conversación.",
        ),
    },
    Situation.calm: {
        N: (
            "Entiendo que esto es frustrante. Podemos seguir, dejar esta pregunta o terminar, "
            "como usted prefiera.",
            "Veo que está molesto, y está bien. Dígame si seguimos, dejamos esta pregunta o "
            "paramos.",
        ),
    },
    Situation.calm_move_on: {
        N: (
            "Está bien, dejamos esa.",
            "De acuerdo, voy con otra.",
        ),
    },
    Situation.farewell_calm: {
        N: (
            "Creo que es mejor parar aquí. Gracias por el tiempo que dedicó{name}. Si quiere "
            "hablar con una persona, puede escribir al equipo de contratación. Hasta luego.",
        ),
    },
    Situation.ask_baseline: {
        N: (
            "¿Cuál era esa cifra antes?",
            "¿De dónde partía ese número?",
            "¿Comparado con qué?",
        ),
        S: (
            "¿Un cambio desde dónde?",
            "¿Comparado con qué, exactamente?",
        ),
    },
    Situation.ask_scope: {
        N: (
            "¿En qué periodo se midió eso?",
            "¿Cuántos casos hay detrás de ese número?",
        ),
        S: ("¿En qué periodo, exactamente?",),
    },
    Situation.ask_own_part: {
        N: (
            "¿Qué parte de eso fue suya?",
            "¿Qué hizo usted mismo en todo eso?",
        ),
        S: ("Escucho siempre nosotros. ¿Qué hizo usted?",),
    },
    Situation.challenge: {
        N: (
            "¿Cómo sabe que fue eso lo que marcó la diferencia?",
            "¿Cuál es el punto más débil de lo que acaba de contarme?",
        ),
    },
    Situation.tip_good: {
        N: ("Como comentario: eso fue claro y completo.",),
    },
    Situation.tip_vague: {
        N: (
            "Un consejo: un caso real dice más que una regla general.",
            "Un consejo: empiece con un ejemplo concreto.",
        ),
    },
    Situation.tip_context: {
        N: ("Un consejo: una frase sobre cuándo y dónde pasó ayuda a quien escucha.",),
    },
    Situation.tip_own_role: {
        N: ("Un consejo: diga yo cuando fue usted, para que se oiga su parte.",),
    },
    Situation.tip_action: {
        N: ("Un consejo: nombre los pasos que dio, con dos o tres basta.",),
    },
    Situation.tip_result: {
        N: ("Un consejo: termine con lo que resultó.",),
    },
    Situation.tip_metric: {
        N: ("Un consejo: un número, aunque sea aproximado, refuerza el resultado.",),
    },
    Situation.tip_trade_off: {
        N: ("Un consejo: mencione qué descartó y qué costó.",),
    },
    Situation.tip_verification: {
        N: ("Un consejo: diga cómo supo que funcionó.",),
    },
}
