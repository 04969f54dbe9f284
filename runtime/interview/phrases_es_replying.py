"""How the interviewer takes up what the candidate said or did not say, in Spanish. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

REPLYING: Bank = {
    Situation.declined: {
        N: (
            "Está bien, lo dejamos.",
            "No hay problema, podemos dejarlo fuera.",
        ),
        F: (
            "Está perfectamente bien, lo dejamos.",
            "No se preocupe, dejemos eso.",
        ),
        S: (
            "Bien, lo dejamos.",
            "De acuerdo, usted decide.",
        ),
    },
    Situation.not_known: {
        N: (
            "Está bien.",
            "No hay problema.",
            "No pasa nada.",
        ),
        S: (
            "De acuerdo.",
            "Bien.",
        ),
    },
    Situation.not_known_move_on: {
        N: (
            "Está bien, sigamos.",
            "No hay problema, vamos con otra.",
        ),
        S: (
            "De acuerdo, sigamos.",
            "Bien, la siguiente.",
        ),
    },
    Situation.ease_experience: {
        N: (
            "También sirve un ejemplo pequeño, del trabajo o de otro lado. ¿Qué es lo más "
            "parecido?",
            "No tiene que ser igual. ¿Qué es lo más cercano que le ha tocado?",
        ),
        S: ("Entonces tome algo más pequeño. ¿Qué es lo más parecido?",),
    },
    Situation.ease_method: {
        N: (
            "Suponga que le pasa mañana. ¿Cómo haría para averiguarlo?",
            "Veámoslo de otra forma. ¿Cuál sería su primer paso si le tocara en el trabajo?",
        ),
        S: ("Suponga que le llega hoy. ¿Qué haría primero?",),
    },
    Situation.redirect: {
        N: (
            "Volvamos a {topic}.",
            "Me gustaría regresar a {topic}.",
        ),
        S: (
            "Eso no fue lo que pregunté. Volvamos a {topic}.",
            "Quedémonos en {topic}.",
        ),
    },
    Situation.redirect_question: {
        N: (
            "¿Cuál sería un ejemplo concreto de su propio trabajo?",
            "¿Qué hizo usted personalmente en una situación así?",
        ),
    },
    Situation.language: {
        N: (
            "Solo puedo seguir esta entrevista en {languages}. Por favor, continúe en "
            "{languages} como pueda.",
        ),
    },
    Situation.clarify_simpler: {
        N: (
            "Lo digo más sencillo.",
            "En pocas palabras, mi pregunta es esta:",
        ),
    },
    Situation.clarify: {
        N: (
            "Tómelo como mejor le parezca.",
            "Como usted lo entienda está bien.",
        ),
    },
    Situation.clarify_again: {
        N: (
            "Tómelo como mejor le parezca. No hay ningún truco.",
            "Eso se lo dejo a usted. Elija lo que mejor muestre su trabajo.",
        ),
    },
    Situation.grant_time: {
        N: (
            "Claro, tómese su tiempo.",
            "Por supuesto, el tiempo que necesite.",
        ),
        F: (
            "Claro, sin ninguna prisa.",
            "Por supuesto, todo el tiempo que necesite.",
        ),
        S: (
            "Bien, un momento.",
            "De acuerdo, un momento.",
        ),
    },
    Situation.repeat: {
        N: (
            "Claro.",
            "Sí, una vez más.",
            "Por supuesto.",
        ),
        S: (
            "Una vez más.",
            "Bien, otra vez.",
        ),
    },
    Situation.ask_again: {
        N: (
            "Como le iba a preguntar:",
            "Permítame terminar mi pregunta.",
            "Vuelvo a lo que preguntaba:",
        ),
        S: (
            "Déjeme terminar, por favor.",
            "Mi pregunta era esta:",
        ),
    },
    Situation.nudge: {
        N: (
            "Tómese su tiempo. Puede empezar por donde quiera.",
            "No hay prisa. Empiece por lo primero que se le ocurra.",
            "Sigo aquí, cuando quiera.",
        ),
        S: (
            "Me gustaría oír algo, aunque sea solo el comienzo.",
            "Empiece, por favor, el tiempo corre.",
        ),
    },
    Situation.nudge_probe: {
        N: (
            "Basta una idea aproximada.",
            "Más o menos está bien.",
        ),
    },
    Situation.nudge_granted: {
        N: (
            "Cuando esté listo, adelante, por favor.",
            "Aquí estoy cuando quiera. También puede pensar en voz alta.",
        ),
        S: ("Empiece ahora, por favor, aunque no esté terminado.",),
    },
    Situation.nudge_unclear: {
        N: (
            "Le oigo, pero no distingo las palabras. Puede acercarse al micrófono o escribir "
            "su respuesta.",
            "Perdón, las palabras no me llegan claras. Inténtelo otra vez o escriba su respuesta.",
        ),
    },
    Situation.nudge_first: {
        N: (
            "Todavía no oigo nada. Revise si su micrófono está encendido; también puede "
            "escribir su respuesta.",
        ),
    },
    Situation.nudge_close: {
        N: (
            "Si no se le ocurre nada, también está bien.",
            "No pasa nada si no tiene ninguna.",
        ),
    },
    Situation.move_on_silence: {
        N: (
            "Dejemos esa.",
            "La dejamos y vamos con otra.",
        ),
        S: (
            "Entonces seguimos.",
            "Sin respuesta, entonces. Seguimos.",
        ),
    },
    Situation.interject: {
        N: (
            "Gracias, le detengo ahí para que nos alcance el tiempo.",
            "Voy a intervenir aquí, gracias, por el tiempo.",
        ),
        S: (
            "Tengo que interrumpirle ahí.",
            "Le corto ahí, nos falta tiempo.",
        ),
    },
    Situation.later_answer: {
        N: (
            "Dejemos eso para el final; ahí hay tiempo para sus preguntas.",
            "Al final llegamos a sus preguntas.",
        ),
    },
    Situation.back_to_question: {
        N: (
            "Por ahora, volvamos a {topic}. Adelante cuando quiera.",
            "Regresemos a {topic} por ahora, cuando guste.",
        ),
    },
    Situation.contradiction: {
        N: (
            'Quiero asegurarme de que le sigo. Antes dijo "{before}", y ahora "{now}". ¿Cómo '
            "encajan las dos cosas?",
            'Quiero tenerlo bien. Anoté "{before}" antes, y ahora "{now}". ¿Cuál de las dos dejo?',
        ),
        S: ('Eso no coincide. Primero fue "{before}", ahora es "{now}". ¿Cuál de las dos es?',),
    },
    Situation.contradiction_resume: {
        N: (
            'Permítame comprobar algo. Su currículum dice "{before}", y ahora escuché '
            '"{now}". ¿Cómo encajan las dos cosas?',
        ),
        S: ('Su currículum dice "{before}", y ahora escucho "{now}". ¿Cuál de las dos es?',),
    },
    Situation.welcome_back: {
        N: ("Bienvenido de nuevo.",),
        F: (
            "Qué bueno que volvió.",
            "Bienvenido de nuevo.",
        ),
    },
    Situation.go_on: {
        N: (
            "Me estaba hablando de {topic}. Siga, por favor.",
            "Hablaba de {topic}. Continúe donde se quedó, por favor.",
        ),
    },
    Situation.go_on_plain: {
        N: (
            "Continúe donde se quedó, por favor.",
            "Estaba hablando usted. Siga, por favor.",
        ),
    },
    Situation.hint: {
        N: (
            "Una pista: tome un caso real, diga qué hizo usted y cómo terminó.",
            "Una pista: la situación, su parte y el resultado, en ese orden.",
        ),
    },
}
