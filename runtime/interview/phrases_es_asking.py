"""What the interviewer says around its questions, in Spanish. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

ASKING: Bank = {
    Situation.greeting: {
        N: (
            "Hola{name}. Me llamo {interviewer} y soy una entrevistadora automática. Tenemos "
            "{minutes} para hablar del puesto de {role}, y al final hay tiempo para sus "
            "preguntas.",
            "Hola{name}, gracias por venir. Soy {interviewer}, una entrevistadora automática. "
            "Serán {minutes}, y al final puede preguntarme sobre el puesto de {role}.",
        ),
        F: (
            "Hola{name}, mucho gusto. Me llamo {interviewer} y soy una entrevistadora "
            "automática. Tenemos {minutes} para conversar sobre el puesto de {role}, y al "
            "final también para sus preguntas.",
        ),
        S: (
            "Hola{name}. Soy {interviewer}, una entrevistadora automática. Tenemos solo "
            "{minutes} para el puesto de {role}, así que vaya al grano, por favor.",
        ),
    },
    Situation.first_question: {
        N: (
            "Empecemos.",
            "Comencemos.",
        ),
        F: (
            "Empecemos por usted.",
            "Vamos poco a poco.",
        ),
        S: (
            "Vamos al asunto.",
            "Primera pregunta.",
        ),
    },
    Situation.acknowledge: {
        N: (
            "Gracias.",
            "De acuerdo.",
            "Bien, gracias.",
            "Ya veo.",
            "Entendido.",
        ),
        F: (
            "Gracias por contármelo.",
            "Muy bien, gracias.",
            "Ya veo, gracias.",
        ),
        S: (
            "De acuerdo.",
            "Tomo nota.",
            "Bien.",
            "Le escucho.",
        ),
    },
    Situation.before_probe: {
        N: (
            "Bien.",
            "Ya veo.",
            "",
            "De acuerdo.",
            "",
        ),
        F: (
            "Bien, ya veo.",
            "De acuerdo.",
            "",
            "Entiendo.",
        ),
        S: (
            "Voy a insistir en eso.",
            "Mmm.",
            "Quiero mirar eso más de cerca.",
            "",
        ),
    },
    Situation.before_probe_vague: {
        N: (
            "Me gustaría entender eso mejor.",
            "Vamos a concretarlo.",
            "Entremos en detalle ahí.",
        ),
        F: (
            "Me gustaría saber un poco más de eso.",
            "Tomemos un caso concreto.",
            "Ayúdeme a imaginarlo.",
        ),
        S: (
            "Eso sigue siendo muy general.",
            "Todavía no veo qué hizo usted.",
            "Eso lo podría decir cualquiera. Sea más concreto, por favor.",
        ),
    },
    Situation.mention: {
        N: (
            "Usted mencionó {tool}.",
            "Habló de {tool}.",
        ),
    },
    Situation.next_topic: {
        N: (
            "Pasemos a otro tema.",
            "",
            "Ahora, algo distinto.",
            "",
        ),
        F: (
            "Probemos con algo distinto.",
            "",
            "Tengo otra para usted.",
            "",
        ),
        S: (
            "Siguiente pregunta.",
            "Seguimos.",
            "No hay mucho tiempo, así que sigamos.",
        ),
    },
    Situation.to_resume: {
        N: (
            "Veamos su experiencia.",
            "Ahora, lo que ha hecho hasta hoy.",
        ),
        S: (
            "Veamos qué hay detrás de su currículum.",
            "Ahora, su historial.",
        ),
    },
    Situation.to_role_skills: {
        N: (
            "Ahora hablemos del trabajo en sí.",
            "Pasemos al trabajo de este puesto.",
        ),
        F: (
            "Entremos en el trabajo mismo.",
            "Ahora me interesa el trabajo que hace.",
        ),
        S: (
            "Ahora, el trabajo de verdad.",
            "Veamos cómo trabaja.",
        ),
    },
    Situation.to_exercise: {
        N: (
            "Ahora me gustaría resolver un caso con usted.",
            "Veamos juntos un caso corto.",
        ),
    },
    Situation.to_behavioral: {
        N: (
            "Ahora me gustaría conocer situaciones que haya vivido.",
            "Pasemos a cómo trabaja con otras personas.",
        ),
        F: (
            "Hablemos de algunas situaciones que ha vivido.",
            "Ahora me gustaría saber cómo trabaja con los demás.",
        ),
        S: (
            "Ahora quiero situaciones reales, no principios.",
            "Veamos cómo maneja situaciones difíciles.",
        ),
    },
    Situation.to_close: {
        N: (
            "Esas eran mis preguntas.",
            "Con esto llego al final de mis preguntas.",
        ),
    },
    Situation.to_close_short: {
        N: (
            "El tiempo se está acabando, así que dejo aquí mis preguntas.",
            "Casi no queda tiempo, así que dejo mis preguntas en este punto.",
        ),
        S: (
            "Se acaba el tiempo, tengo que parar aquí.",
            "El tiempo casi se acabó.",
        ),
    },
    Situation.greeting_panel: {
        N: ("Hoy me acompañan {others}, también automáticos.",),
    },
    Situation.handover: {
        N: (
            "Hola, soy {speaker}, {title}. Ahora sigo yo.",
            "Le habla {speaker}, {title}. La siguiente parte es mía.",
        ),
    },
    Situation.handover_back: {
        N: (
            "Le habla {speaker} otra vez.",
            "Soy {speaker} de nuevo.",
        ),
    },
    Situation.told_already: {
        N: (
            "Ya me habló de {topic}, así que dejo esa pregunta.",
            "Tenía una pregunta sobre {topic}, pero ya la respondió.",
        ),
    },
    Situation.told_before: {
        N: (
            "Antes habló de {topic}.",
            "Vuelvo a lo que dijo sobre {topic}.",
        ),
    },
}
