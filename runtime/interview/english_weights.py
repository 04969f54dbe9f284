"""What the signs of recognised English say about the pieces of an answer. Pure.

Fitted, not written: `python -m load_tests.interviewer.fitting` makes it anew from the sentences
that the rules are worked on with. Tenths of log odds; `#` is a figure, `-ed` a past form, `-ing`
that form, `^` the beginning; `=piece` says that the patterns see it, `~piece` that they see a hint.
"""

from runtime.interview.english_stories import PAST
from runtime.interview.plan import Missing
from runtime.interview.quantities import NUMBER_WORDS
from runtime.interview.weighing import Weights, table

WEIGHTS = Weights(
    base={
        Missing.context: -4,
        Missing.own_role: -17,
        Missing.action: -45,
        Missing.result: 3,
        Missing.metric: -31,
        Missing.trade_off: -4,
        Missing.verification: -9,
    },
    told={
        Missing.context: 4,
        Missing.own_role: 9,
        Missing.action: 2,
        Missing.result: 36,
        Missing.metric: 31,
        Missing.trade_off: 36,
        Missing.verification: 73,
    },
    signs=table(
        {
            Missing.context: (
                "=context:12 ~metric:12 #:8 ~context:8 -ed:7 and+the:7 compan:7 had:7 team:7 "
                "the:7 was:7 -ing:6 ^+the:6 ^+-ed:5 ^+so:5 custom:5 desk:5 monday:5 other:5 "
                "produc:5 ^+#:4 a+#:4 call:4 old:4 so:4 #+#:3 -ed+the:3 an:3 backgr:3 came:3 "
                "each:3 had+-ed:3 in:3 in+the:3 new:3 on+the:3 our:3 over:3 over+the:3 throug:3 "
                "throug+the:3 was+an:3 we+were:3 week:3 were+-ing:3 when:3 year:3 -ed+to:2 "
                "=metric:2 =verification:2 ^+our:2 first:2 he:2 never:2 night:2 no:2 nobody:2 "
                "of+them:2 on:2 paper:2 place:2 season:2 side:2 the+backgr:2 the+other:2 used:2 "
                "#+days:-2 -ed+into:-2 ^+you:-2 days:-2 get:-2 have:-2 how:-2 id:-2 like:-2 "
                "projec:-2 the+end:-2 togeth:-2 yeah:-2 a:-3 are:-3 differ:-3 do:-3 everyb:-3 "
                "has:-3 honest:-3 in+my:-3 into:-3 it+was:-3 its:-3 more:-3 or:-3 people:-3 "
                "people+and:-3 say:-3 teams:-3 there+were:-3 things:-3 think:-3 those:-3 "
                "to+-ed:-3 what:-3 about:-4 answer:-4 end:-4 ive:-4 me:-4 thats:-4 to:-4 "
                "we+-ed:-4 ^+i:-5 and+we:-5 i:-5 is:-5 questi:-5 there:-5 we:-5 it:-6 you:-7 "
                "~own_role:-9"
            ),
            Missing.own_role: (
                "=own_role:17 lead:15 ~own_role:14 -ed+the:11 the:11 i+was:9 ^+i:8 my:8 "
                "=action:7 and+-ed:7 both:7 him:7 i+-ed:7 -ed+a:6 ^+my:6 and+-ing:6 was:6 "
                "was+the:6 -ed+it:5 direct:5 them:5 ~action:5 -ing+the:4 ^+#:4 ^+-ed:4 accoun:4 "
                "her:4 i+had:4 their:4 #:3 #+things:3 -ed+#:3 -ed+them:3 -ed+up:3 ^+no:3 "
                "and+then:3 by:3 else:3 featur:3 had+the:3 manage:3 mine:3 night:3 of+-ing:3 "
                "of+the:3 on+my:3 person:3 phone:3 produc:3 so+i:3 them+and:3 then:3 they:3 "
                "to+the:3 us:3 was+my:3 what+i:3 with+the:3 ~trade_off:3 -ed+what:2 ^+the:2 "
                "as+a:2 had+to:2 in+the:2 list:2 month:2 no:2 the+#:2 the+-ing:2 theyd:2 "
                "to+me:2 up+to:2 was+on:2 wasnt:2 where:2 who+had:2 at:-2 desk:-2 had+#:-2 "
                "had+been:-2 had+just:-2 is+a:-2 its:-2 just:-2 same:-2 situat:-2 so:-2 some:-2 "
                "sure:-2 team:-2 the+same:-2 was+a:-2 well:-2 #+years:-3 -ing:-3 ^+id:-3 "
                "^+in:-3 ^+it:-3 and+#:-3 and+nobody:-3 answer:-3 any:-3 been:-3 didnt:-3 "
                "differ:-3 i:-3 late:-3 meant:-3 of:-3 our:-3 really:-3 second:-3 still:-3 "
                "system:-3 the+whole:-3 there+was:-3 was+#:-3 was+an:-3 what+they:-3 year:-3 "
                "years:-3 and+the:-4 compan:-4 custom:-4 in+#:-4 ive:-4 job:-4 like:-4 thats:-4 "
                "think:-4 time:-4 we:-4 wed:-4 what:-4 ~metric:-4 and:-5 had+-ed:-5 more:-5 "
                "not:-5 questi:-5 say:-5 tell:-5 id:-6 new:-6 over:-6 that:-6 an:-7 you:-7 "
                "-ed+me:-8 a:-9 is:-9 there:-9 this:-9 when:-9 ~result:-9"
            ),
            Missing.action: (
                "=own_role:15 ^+-ed:15 -ed+the:14 =action:10 -ed+#:9 -ed+a:8 ^+i:8 the:8 "
                "and+-ed:7 i+-ed:7 to:7 ~action:7 them:6 #:5 -ed:5 -ed+it:5 -ed+them:5 "
                "and+-ing:5 featur:5 him:5 #+things:4 and:4 by:4 it:4 on:4 to+the:4 with:4 "
                "~verification:4 -ed+on:3 -ing+the:3 ^+what:3 and+then:3 her:3 i:3 i+had:3 "
                "rest:3 so+i:3 the+rest:3 their:3 then:3 throug:3 was+-ing:3 was+to:3 while:3 "
                "~own_role:3 -ing:2 ^+and:2 commit:2 first:2 go:2 it+and:2 list:2 next+to:2 "
                "on+a:2 then+-ed:2 those:2 we+were:2 were+-ing:2 what+-ed:2 what+i:2 where:2 "
                "#+#:-2 =context:-2 ^+it:-2 ^+we:-2 and+#:-2 been:-2 id:-2 in:-2 job:-2 more:-2 "
                "produc:-2 that:-2 you:-2 about:-3 is:-3 over:-3 people:-3 they+-ed:-3 this:-3 "
                "was:-3 was+#:-3 when:-3 year:-3 ~context:-3 -ed+me:-4 =metric:-4 my:-4 of:-4 "
                "so:-4 there:-4 ~metric:-4 ~result:-4 and+the:-5 me:-6 =result:-7"
            ),
            Missing.result: (
                "=result:19 ~result:15 us:12 =metric:10 which:10 year:10 it+-ed:8 still:8 #+#:7 "
                "-ed:7 in+the:7 used+to:7 #+and:6 ^+no:6 ^+we:6 but+the:6 now:6 the+year:6 "
                "them+-ed:6 ~metric:6 -ed+us:5 ^+#:5 ^+by:5 and+#:5 and+i:5 even:5 first:5 "
                "of+#:5 that+the:5 the+next:5 their:5 they+-ed:5 to+#:5 used:5 we+-ed:5 #:4 "
                "#+minute:4 #+to:4 -ed+from:4 -ed+with:4 =verification:4 ^+and:4 about+#:4 "
                "for:4 minute:4 next:4 nobody+had:4 of+-ing:4 out+of:4 outcom:4 outcom+was:4 "
                "per:4 the+outcom:4 whole:4 work:4 #+in:3 -ed+and:3 -ed+into:3 -ed+their:3 "
                "-ing+and:3 ^+nobody:3 ^+then:3 actual:3 before:3 both:3 but:3 come:3 compla:3 "
                "from+#:3 get:3 group:3 his:3 home:3 out+in:3 rate:3 she:3 small:3 summer:3 "
                "take:3 teams:3 that+#:3 that+-ing:3 the+end:3 the+other:3 they:3 too:3 "
                "-ed+-ing:2 -ed+for:2 ^+-ing:2 ^+as:2 ^+that:2 a+result:2 a+week:2 and+the:2 "
                "as+a:2 best:2 came:2 date:2 had+#:2 later:2 month:2 months:2 night:2 nobody:2 "
                "off:2 order:2 over+the:2 point:2 report:2 result:2 since:2 table:2 team:2 "
                "the:2 then:2 there+were:2 theyd:2 were+#:2 -ing+#:-2 -ing+about:-2 =action:-2 "
                "^+at:-2 about+the:-2 and+-ing:-2 back+to:-2 behind:-2 custom:-2 day:-2 "
                "didnt:-2 everyb:-2 from:-2 how:-2 in+#:-2 know:-2 leave:-2 machin:-2 manage:-2 "
                "mine:-2 new:-2 on+my:-2 once:-2 our:-2 paper:-2 place:-2 room:-2 so+we:-2 "
                "some:-2 the+season:-2 those:-2 to:-2 wed:-2 were:-2 with+the:-2 #+weeks:-3 "
                "#+years:-3 -ed+the:-3 -ed+to:-3 ^+-ed:-3 ^+the:-3 ^+this:-3 ^+you:-3 "
                "and+had:-3 basica:-3 has:-3 have:-3 i+-ed:-3 id:-3 is+a:-3 long:-3 messag:-3 "
                "others:-3 proper:-3 really:-3 right:-3 so+i:-3 somebo:-3 tell:-3 we+were:-3 "
                "weeks:-3 were+-ing:-3 where:-3 years:-3 #+-ed:-4 ^+i:-4 a:-4 about:-4 all:-4 "
                "backgr:-4 been+-ed:-4 compan:-4 every:-4 from+the:-4 had+the:-4 i+was:-4 "
                "it+was:-4 lead:-4 more:-4 on+the:-4 people+and:-4 produc:-4 that+nobody:-4 "
                "that+time:-4 thats:-4 the+backgr:-4 was:-4 what:-4 why:-4 #+of:-5 #+people:-5 "
                "-ed+it:-5 at+that:-5 develo:-5 each:-5 for+#:-5 just:-5 no:-5 person:-5 "
                "think:-5 to+the:-5 up:-5 want:-5 who:-5 with:-5 ~verification:-5 -ed+#:-6 "
                "-ed+a:-6 -ed+in:-6 =context:-6 and:-6 do:-6 goes:-6 had:-6 single:-6 situat:-6 "
                "an:-7 had+-ed:-7 things:-7 ~own_role:-7 i:-8 this:-8 questi:-10 you:-10 "
                "=own_role:-11"
            ),
            Missing.metric: (
                "~metric:20 =metric:19 #:11 #+#:10 =result:10 per:7 used+to:7 about+#:6 "
                "in+the:6 rate:6 week:6 #+and:5 #+minute:5 #+to:5 night:5 that+#:5 to+#:5 "
                "used:5 #+in:4 -ed+from:4 -ing+and:4 ^+we:4 a+week:4 at:4 first+#:4 from:4 "
                "from+#:4 minute:4 -ed+us:3 ^+before:3 afterw:3 averag:3 by+#:3 came:3 first:3 "
                "had+#:3 hour:3 out:3 out+of:3 part:3 second:3 the+year:3 was+#:3 we:3 "
                "-ed+with:2 ^+#:2 ^+then:2 away:2 by:2 down+to:2 fell:2 had+-ed:2 last:2 my:2 "
                "out+in:2 point:2 take:2 to+a:2 under:2 under+#:2 what:2 ~result:2 #+-ed:-2 "
                "-ed+#:-2 -ing+about:-2 at+that:-2 at+the:-2 backgr:-2 been:-2 been+-ed:-2 i:-2 "
                "list:-2 long:-2 of:-2 other:-2 paper:-2 people:-2 proper:-2 rest:-2 so:-2 "
                "somebo:-2 that:-2 that+nobody:-2 that+time:-2 the+backgr:-2 the+end:-2 "
                "the+rest:-2 the+season:-2 this:-2 work:-2 you:-2 #+of:-3 #+weeks:-3 -ed+the:-3 "
                "=trade_off:-3 =verification:-3 ^+nobody:-3 about+it:-3 all:-3 as:-3 but:-3 "
                "do:-3 end:-3 for+#:-3 have:-3 it:-3 its:-3 just:-3 more:-3 people+and:-3 "
                "still:-3 team:-3 to+the:-3 was:-3 was+the:-3 weeks:-3 withou:-3 -ed+it:-4 "
                "and+-ed:-4 custom:-4 for:-4 me:-4 nobody+-ed:-4 not:-4 of+them:-4 the+#:-4 "
                "their:-4 they:-4 were+-ing:-4 =own_role:-5 ^+-ed:-5 ^+and:-5 them:-5 with:-5 "
                "-ing:-6 no:-6 nobody:-6 ~own_role:-6 -ed+in:-7 =context:-7 ~verification:-7 "
                "~trade_off:-8 and:-9"
            ),
            Missing.trade_off: (
                "=trade_off:27 ~trade_off:27 ^+-ing:13 had+to:13 becaus:8 meant:8 but:7 for:7 "
                "for+#:6 no:6 over:6 simple:6 some:6 -ed+on:5 -ed+us:5 ^+#:5 and+i:5 and+we:5 "
                "have:5 i+-ed:5 others:5 system:5 the+others:5 would:5 would+have:5 -ed+up:4 "
                "an:4 cost:4 could:4 go:4 minute:4 of+#:4 or:4 proper:4 small:4 so+the:4 "
                "there:4 wait:4 while:4 #+-ed:3 -ed+me:3 -ing+it:3 -ing+the:3 ^+-ed:3 a+bit:3 "
                "and+#:3 been:3 better:3 bit:3 didnt:3 done:3 from+the:3 had:3 have+-ed:3 "
                "head:3 him:3 hour:3 list:3 longer:3 months:3 never:3 that:3 that+was:3 the:3 "
                "us:3 was:3 we:3 ~action:3 #+months:2 ^+it:2 a+month:2 agains:2 at:2 be:2 "
                "commit:2 exchan:2 exchan+for:2 he:2 honest:2 if:2 in+exchan:2 month:2 ones:2 "
                "out+the:2 respon:2 side:2 them+-ed:2 today:2 was+that:2 wasnt:2 wed:2 #+#:-2 "
                "#+who:-2 -ed+#:-2 -ed+for:-2 -ing+-ed:-2 -ing+about:-2 =result:-2 ^+i:-2 "
                "^+no:-2 ^+you:-2 and+the:-2 by+the:-2 desk:-2 direct:-2 everyb:-2 from:-2 "
                "had+#:-2 home:-2 into+#:-2 it:-2 lead:-2 mine:-2 of+-ing:-2 old:-2 part:-2 "
                "person:-2 the+end:-2 the+old:-2 the+whole:-2 their:-2 they:-2 things:-2 "
                "used:-2 was+a:-2 when:-2 with+the:-2 -ed+a:-3 -ed+and:-3 answer:-3 came:-3 "
                "compan:-3 do:-3 end:-3 from+#:-3 had+-ed:-3 i+was:-3 id:-3 is:-3 just:-3 "
                "off:-3 region:-3 second:-3 tell:-3 these:-3 to:-3 was+-ing:-3 was+my:-3 "
                "we+-ed:-3 what+i:-3 who:-3 whole:-3 year:-3 ~context:-3 ^+and:-4 ^+as:-4 "
                "a+result:-4 as+a:-4 but+the:-4 its:-4 of:-4 on:-4 people:-4 rather:-4 "
                "result:-4 this:-4 time:-4 to+#:-4 ~own_role:-4 =action:-5 =context:-5 "
                "=metric:-5 and+-ed:-5 both:-5 in+the:-5 my:-5 number:-5 say:-5 the+#:-5 "
                "about:-6 as:-6 in:-6 more:-6 ~verification:-6 and:-7 later:-7 =verification:-8"
            ),
            Missing.verification: (
                "=verification:24 ~verification:16 -ed:12 #+of:8 -ing+to:8 good:8 i+had:8 if:8 "
                "same:8 ^+-ed:7 had:7 people+-ed:7 to+see:7 afterw:6 it:6 of+the:6 see:6 "
                "that+it:6 we+-ed:6 -ing+it:5 again:5 before:5 by:5 gone:5 on+a:5 only:5 "
                "phone:5 season:5 to:5 week:5 whethe:5 #+a:4 -ed+at:4 ^+a:4 a+year:4 and+they:4 "
                "back:4 came:4 direct:4 for+#:4 i+-ed:4 job:4 month:4 off:4 on:4 really:4 "
                "she+-ed:4 the+custom:4 the+old:4 the+same:4 way:4 ~action:4 #+months:3 "
                "-ed+back:3 -ed+it:3 ^+my:3 ^+our:3 ^+then:3 and+had:3 and+it:3 anyone:3 "
                "at+the:3 be:3 didnt:3 everyo:3 find:3 her:3 it+-ed:3 monday:3 my:3 once:3 "
                "ones:3 own:3 pictur:3 see+if:3 somebo:3 tell:3 the+new:3 they:3 they+were:3 "
                "throug:3 to+the:3 was+on:3 wasnt:3 we+had:3 what:3 what+-ed:3 whethe+it:3 "
                "with+#:3 with+the:3 withou:3 ^+#:2 ^+no:2 after:2 and+#:2 from:2 it+was:2 "
                "last:2 old:2 on+#:2 room:2 she:2 system:2 the+next:2 to+-ed:2 too:2 weeks:2 "
                "what+they:2 why:2 year:2 #+people:-2 =trade_off:-2 ^+id:-2 ^+the:-2 a+week:-2 "
                "as:-2 back+to:-2 been+-ed:-2 desk:-2 develo:-2 down:-2 end:-2 had+-ed:-2 "
                "had+the:-2 he:-2 in+#:-2 into:-2 is+a:-2 it+the:-2 most:-2 next+to:-2 of:-2 "
                "of+#:-2 other:-2 over:-2 paper:-2 per:-2 projec:-2 proper:-2 there+was:-2 "
                "thing:-2 to+a:-2 wed:-2 well:-2 what+i:-2 would+have:-2 wrong:-2 ~result:-2 "
                "#+things:-3 #+to:-3 #+years:-3 -ed+and:-3 -ed+me:-3 -ed+what:-3 -ing+for:-3 "
                "=action:-3 ^+in:-3 ^+so:-3 a+day:-3 about:-3 and+-ed:-3 and+i:-3 and+then:-3 "
                "and+we:-3 are:-3 at:-3 by+#:-3 each:-3 each+of:-3 every+#:-3 for+it:-3 "
                "nobody:-3 not:-3 produc:-3 teams:-3 that+-ed:-3 thats:-3 their:-3 them+and:-3 "
                "then+i:-3 up:-3 us:-3 was+a:-3 we+were:-3 were+#:-3 when:-3 where:-3 years:-3 "
                "-ed+for:-4 -ed+from:-4 -ed+to:-4 =own_role:-4 =result:-4 a+#:-4 and+the:-4 "
                "becaus:-4 commit:-4 could:-4 from+#:-4 id:-4 its:-4 messag:-4 never:-4 "
                "on+the:-4 so+i:-4 the:-4 the+-ing:-4 the+whole:-4 then:-4 then+-ed:-4 to+#:-4 "
                "togeth:-4 which:-4 would:-4 ~context:-4 -ing+the:-5 all:-5 around:-5 been:-5 "
                "have:-5 people:-5 small:-5 the+end:-5 things:-5 this:-5 was:-5 #+#:-6 ^+i:-6 "
                "but:-6 you:-6 ^+and:-7 ^+it:-7 first:-7 is:-7 =metric:-8 that:-8 ~trade_off:-8 "
                "-ed+on:-9 the+#:-9"
            ),
        }
    ),
    past=frozenset(PAST.split("|")),
    numbers=frozenset(NUMBER_WORDS)
    | {"half", "third", "quarter", "fifth", "percent", "twice", "dozen"},
)
