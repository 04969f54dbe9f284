"""What the signs of recognised English say about the pieces of an answer. Pure.

Fitted, not written: `python -m load_tests.interviewer.fitting` makes it anew from the sentences
that the rules are worked on with. Tenths of log odds; `#` is a figure, `-ed` a past form, `-ing`
that form, `^` the beginning; `~piece` says that the patterns see a hint of it.
"""

from runtime.interview.english_stories import PAST
from runtime.interview.plan import Missing
from runtime.interview.quantities import NUMBER_WORDS
from runtime.interview.weighing import Weights, table

WEIGHTS = Weights(
    base={
        Missing.context: -3,
        Missing.own_role: -18,
        Missing.action: -44,
        Missing.result: 5,
        Missing.metric: -17,
        Missing.trade_off: 2,
        Missing.verification: -8,
    },
    told={
        Missing.context: 4,
        Missing.own_role: 9,
        Missing.action: 0,
        Missing.result: 33,
        Missing.metric: 31,
        Missing.trade_off: 37,
        Missing.verification: 49,
    },
    signs=table(
        {
            Missing.context: (
                "#:10 ~context:10 ~metric:10 had:9 was:9 the:8 -ed:7 -ing:7 ^+the:7 and+the:7 "
                "compan:7 team:7 ^+so:6 custom:6 ^+#:5 monday:5 other:5 produc:5 so:5 #+#:4 "
                "-ed+the:4 ^+-ed:4 backgr:4 call:4 desk:4 old:4 the+backgr:4 when:4 a+#:3 an:3 "
                "came:3 each:3 had+-ed:3 head:3 in:3 in+the:3 is+that:3 new:3 nobody:3 of:3 "
                "of+them:3 our:3 over:3 over+the:3 them:3 throug:3 throug+the:3 was+an:3 "
                "we+were:3 were+-ing:3 year:3 -ed+to:2 ^+our:2 at+that:2 had+just:2 he:2 "
                "head+of:2 job:2 never:2 on:2 on+the:2 place:2 week:2 were:2 years:2 "
                "-ed+into:-2 a:-2 everyb:-2 get:-2 have:-2 id:-2 like:-2 people:-2 "
                "people+and:-2 projec:-2 rather:-2 teams:-2 the+end:-2 there+were:-2 to+-ed:-2 "
                "togeth:-2 up:-2 #+days:-3 days:-3 differ:-3 do:-3 has:-3 honest:-3 how:-3 "
                "into:-3 it+was:-3 its:-3 or:-3 things:-3 think:-3 those:-3 yeah:-3 about:-4 "
                "answer:-4 are:-4 end:-4 ive:-4 more:-4 say:-4 to:-4 we+-ed:-4 what:-4 ^+i:-5 "
                "and+we:-5 i:-5 is:-5 me:-5 thats:-5 there:-5 we:-5 questi:-6 it:-7 you:-7 "
                "~own_role:-8"
            ),
            Missing.own_role: (
                "~own_role:17 -ed+the:14 lead:13 i+-ed:12 ^+-ed:10 ^+i:10 the:10 and+-ed:9 "
                "i+was:9 -ed+a:8 -ed+it:7 ^+my:7 my:7 was:7 was+the:7 and+-ing:6 both:6 him:6 "
                "them:6 ~action:6 -ing+the:5 direct:5 to+the:5 -ed+#:4 -ed+them:4 ^+#:4 "
                "accoun:4 else:4 featur:4 her:4 mine:4 night:4 so+i:4 their:4 they:4 to+me:4 "
                "us:4 was+on:4 ~trade_off:4 #:3 #+things:3 -ed+on:3 -ed+up:3 ^+no:3 ^+nobody:3 "
                "and+then:3 as+a:3 but:3 by:3 had+the:3 i+had:3 manage:3 me:3 month:3 of+-ing:3 "
                "of+the:3 on+my:3 phone:3 produc:3 that+was:3 the+#:3 them+and:3 then:3 theyd:3 "
                "up+to:3 was+my:3 were+#:3 what+i:3 where:3 -ed+down:2 ^+and:2 collea:2 "
                "decisi:2 everyo:2 for+the:2 list:2 nobody:2 part:2 person:2 respon:2 "
                "respon+for:2 side:2 then+i:2 there+were:2 to+a:2 who+had:2 with:2 with+the:2 "
                "#+and:-2 #+years:-2 -ing+and:-2 ^+our:-2 ^+this:-2 about:-2 are:-2 been:-2 "
                "could:-2 had+been:-2 in+my:-2 is+a:-2 never:-2 people:-2 single:-2 so:-2 "
                "somebo:-2 system:-2 the+whole:-2 there+was:-2 used+to:-2 what+they:-2 years:-2 "
                "-ing:-3 ^+it:-3 and+nobody:-3 any:-3 at:-3 compan:-3 custom:-3 didnt:-3 "
                "differ:-3 dont:-3 had+#:-3 had+just:-3 have:-3 its:-3 late:-3 meant:-3 our:-3 "
                "people+-ed:-3 really:-3 same:-3 say:-3 situat:-3 some:-3 still:-3 that+#:-3 "
                "the+same:-3 was+a:-3 was+an:-3 was+that:-3 what:-3 year:-3 ^+in:-4 and+#:-4 "
                "had:-4 id:-4 in+#:-4 ive:-4 job:-4 like:-4 not:-4 of:-4 wed:-4 ~metric:-4 "
                "and+the:-5 answer:-5 more:-5 that:-5 think:-5 time:-5 was+#:-5 we:-5 an:-6 "
                "and:-6 had+-ed:-6 new:-6 tell:-6 thats:-6 over:-7 questi:-7 -ed+me:-8 you:-8 "
                "~result:-8 a:-9 there:-9 this:-9 when:-9 is:-10"
            ),
            Missing.action: (
                "^+-ed:21 -ed+the:17 i+-ed:13 and+-ed:11 -ed+#:10 -ed+a:9 ^+i:9 the:8 them:7 "
                "~action:7 -ed:6 -ed+it:6 and+-ing:6 featur:6 him:6 i:6 -ed+them:5 by:5 to:5 "
                "to+the:5 with:5 #:4 #+things:4 -ed+on:4 -ing+the:4 and:4 and+then:4 her:4 it:4 "
                "on:4 so+i:4 their:4 then:4 ~own_role:4 ^+and:3 list:3 next+to:3 on+a:3 rest:3 "
                "the+rest:3 then+i:3 throug:3 was+-ing:3 was+to:3 while:3 ~verification:3 a:2 "
                "bit:2 commit:2 day:2 every:2 everyo:2 front:2 go:2 i+had:2 it+and:2 them+and:2 "
                "then+-ed:2 things:2 were+-ing:2 what:2 what+i:2 where:2 #+of:-2 by+the:-2 "
                "from:-2 had+-ed:-2 have:-2 in:-2 nobody:-2 time:-2 we+-ed:-2 well:-2 whole:-2 "
                "you:-2 #+#:-3 ^+it:-3 ^+we:-3 about:-3 and+#:-3 been:-3 from+#:-3 is:-3 "
                "more:-3 over:-3 produc:-3 that:-3 they+-ed:-3 this:-3 us:-3 was+#:-3 we:-3 "
                "when:-3 year:-3 -ed+me:-4 my:-4 people:-4 so:-4 there:-4 was:-4 ~context:-4 "
                "and+the:-5 me:-5 of:-5 ~metric:-6 ~result:-6"
            ),
            Missing.result: (
                "~result:19 us:12 year:12 ~metric:12 #+#:10 it+-ed:10 of+#:9 to+#:9 ^+we:8 "
                "in+the:8 which:8 -ed:7 even:7 now:7 rate:7 still:7 #+to:6 -ed+and:6 -ed+from:6 "
                "-ed+us:6 -ed+with:6 ^+by:6 about+#:6 and+i:6 but+the:6 came:6 first:6 off:6 "
                "the+year:6 they+-ed:6 used+to:6 #+and:5 ^+no:5 a+#:5 again:5 and+#:5 been:5 "
                "compla:5 out+of:5 outcom:5 outcom+was:5 per:5 since:5 the+next:5 the+outcom:5 "
                "them+-ed:5 they:5 was+#:5 work:5 #:4 #+minute:4 -ed+their:4 ^+#:4 ^+as:4 "
                "a+result:4 before:4 by:4 from+#:4 home:4 live:4 minute:4 month:4 out+in:4 "
                "that+#:4 that+the:4 today:4 too:4 used:4 we+-ed:4 whole:4 -ed+-ing:3 "
                "-ed+into:3 -ing+and:3 -ing+for:3 ^+-ing:3 ^+in:3 ^+nobody:3 ^+so:3 and+it:3 "
                "as+a:3 at:3 by+#:3 days+to:3 down+to:3 fell:3 had+#:3 had+been:3 next:3 "
                "nobody+-ed:3 nobody+had:3 of+the:3 over+the:3 result:3 she:3 summer:3 that:3 "
                "the:3 the+end:3 the+old:3 then+the:3 under:3 under+#:3 well:3 when:3 -ing+it:2 "
                "^+and:2 actual:2 back:2 before+i:2 can:2 contra:2 days:2 down:2 get:2 had+to:2 "
                "he+-ed:2 i+had:2 it:2 later:2 over:2 people:2 same:2 small:2 take:2 "
                "that+-ing:2 the+other:2 their:2 these:2 was+that:2 what+-ed:2 #+days:-2 "
                "-ed+about:-2 ^+the:-2 ^+this:-2 about:-2 been+-ed:-2 differ:-2 every:-2 "
                "everyb:-2 featur:-2 is+a:-2 longer:-2 me:-2 more:-2 of:-2 phone:-2 rest:-2 "
                "right:-2 the+compan:-2 the+rest:-2 the+season:-2 throug+the:-2 to+me:-2 "
                "was+-ing:-2 was+a:-2 was+an:-2 was+my:-2 we+were:-2 #+years:-3 -ed+to:-3 "
                "^+id:-3 and+-ing:-3 and+had:-3 basica:-3 betwee:-3 custom:-3 develo:-3 "
                "didnt:-3 each+of:-3 else:-3 everyo:-3 from+the:-3 has:-3 have:-3 like:-3 "
                "long:-3 messag:-3 mine:-3 new:-3 on+my:-3 on+the:-3 others:-3 so+i:-3 "
                "system:-3 tell:-3 the+#:-3 the+contra:-3 there:-3 there+was:-3 up:-3 want:-3 "
                "were+-ing:-3 why:-3 would:-3 years:-3 #+weeks:-4 -ing+#:-4 ^+at:-4 all:-4 "
                "goes:-4 had+-ed:-4 how:-4 manage:-4 of+a:-4 paper:-4 people+and:-4 really:-4 "
                "somebo:-4 that+nobody:-4 was:-4 wed:-4 weeks:-4 what:-4 where:-4 ~context:-4 "
                "#+-ed:-5 #+people:-5 -ed+#:-5 -ed+a:-5 ^+i:-5 a:-5 backgr:-5 had+the:-5 id:-5 "
                "in+#:-5 it+was:-5 lead:-5 no:-5 person:-5 produc:-5 single:-5 that+time:-5 "
                "thats:-5 the+backgr:-5 were:-5 who:-5 ~verification:-5 -ed+in:-6 -ed+the:-6 "
                "and:-6 at+that:-6 compan:-6 do:-6 i:-6 i+was:-6 just:-6 think:-6 to+the:-6 "
                "with:-6 -ed+it:-7 for+#:-7 situat:-7 things:-7 this:-7 each:-8 had:-8 i+-ed:-8 "
                "^+-ed:-9 an:-9 questi:-9 you:-10 ~own_role:-10"
            ),
            Missing.metric: (
                "~metric:22 #:13 #+#:11 rate:10 to+#:10 about+#:9 of+#:8 per:8 -ed+from:7 "
                "used+to:7 #+to:6 from:6 from+#:6 in+the:6 night:6 that+#:6 was+#:6 #+and:5 "
                "#+minute:5 a+#:5 by:5 by+#:5 came:5 first+#:5 the+year:5 week:5 #+in:4 "
                "-ed+and:4 -ing+and:4 ^+we:4 a+week:4 averag:4 down+to:4 first:4 had+-ed:4 "
                "minute:4 month:4 to+a:4 under:4 under+#:4 used:4 year:4 #+of:3 -ed+down:3 "
                "-ed+out:3 -ed+with:3 ^+it:3 about:3 and+#:3 at:3 before+i:3 days+to:3 everyb:3 "
                "fell:3 for+the:3 had+#:3 in+my:3 my:3 out+of:3 second:3 within:3 #+hours:2 "
                "^+that:2 afterw:2 around:2 before:2 hours:2 on+the:2 over+the:2 the+same:2 "
                "who+had:2 -ed+on:-2 a+year:-2 are:-2 backgr:-2 been:-2 been+-ed:-2 by+the:-2 "
                "compan:-2 didnt:-2 gone:-2 had+the:-2 of+the:-2 only:-2 region:-2 "
                "the+backgr:-2 the+contra:-2 the+end:-2 there:-2 this:-2 was+-ed:-2 we+had:-2 "
                "wed:-2 were:-2 where:-2 would+have:-2 -ed+#:-3 -ed+it:-3 ^+nobody:-3 a:-3 "
                "about+it:-3 and+the:-3 as:-3 at+that:-3 at+the:-3 do:-3 end:-3 everyo:-3 "
                "had:-3 it:-3 lead:-3 other:-3 rest:-3 still:-3 team:-3 that+time:-3 thats:-3 "
                "the+rest:-3 they:-3 to+the:-3 was:-3 wasnt:-3 were+-ing:-3 with+#:-3 withou:-3 "
                "would:-3 you:-3 #+-ed:-4 each:-4 for+#:-4 have:-4 just:-4 list:-4 me:-4 "
                "more:-4 nobody+-ed:-4 of+them:-4 paper:-4 pictur:-4 was+the:-4 work:-4 "
                "#+weeks:-5 ^+and:-5 all:-5 but:-5 for:-5 its:-5 not:-5 their:-5 weeks:-5 "
                "-ed+the:-6 -ing:-6 custom:-6 the+#:-6 ~trade_off:-6 ~verification:-6 -ed+in:-7 "
                "and+-ed:-7 no:-7 them:-7 with:-7 ^+-ed:-8 nobody:-8 ~own_role:-9 and:-10"
            ),
            Missing.trade_off: (
                "~trade_off:25 but:16 had+to:15 meant:13 ^+-ing:12 becaus:11 better:10 over:9 "
                "for:8 some:8 would:8 wait:7 -ed+up:6 could:6 featur:6 go:6 small:6 was+that:6 "
                "would+have:6 -ed+on:5 -ing+i:5 an:5 and+i:5 and+we:5 be:5 cost:5 date:5 "
                "exchan:5 exchan+for:5 for+#:5 have:5 head:5 i+-ed:5 in+exchan:5 longer:5 "
                "ones:5 or:5 others:5 proper:5 simple:5 than:5 the+others:5 was:5 #+and:4 "
                "^+that:4 a+bit:4 and+#:4 bit:4 done:4 from+the:4 have+-ed:4 he:4 no:4 system:4 "
                "that:4 there:4 wasnt:4 wed:4 while:4 -ed+us:3 ^+#:3 ^+a:3 agains:3 are:3 big:3 "
                "boss:3 call:3 develo:3 him:3 hour:3 i+had:3 if:3 minute:3 months:3 more:3 "
                "never:3 not:3 so+the:3 so+we:3 them+-ed:3 was+-ed:3 work:3 -ed+me:2 -ing+it:2 "
                "^+it:2 ^+the:2 ^+we:2 a:2 a+month:2 and+they:2 at:2 but+then:2 countr:2 "
                "day+and:2 didnt:2 first:2 have+been:2 it+would:2 keep:2 live:2 month:2 of+#:2 "
                "paper:2 side:2 table:2 that+-ing:2 us:2 what+-ed:2 with+that:2 withou:2 #:-2 "
                "#+to:-2 #+who:-2 -ed+-ing:-2 -ed+about:-2 -ed+to:-2 a+year:-2 and+the:-2 "
                "at+that:-2 collea:-2 desk:-2 each:-2 every:-2 fell:-2 for+it:-2 good:-2 "
                "had+#:-2 had+been:-2 leave:-2 myself:-2 of+-ing:-2 on+my:-2 part:-2 per:-2 "
                "rather:-2 right:-2 same:-2 script:-2 see:-2 teams:-2 the+#:-2 the+-ing:-2 "
                "the+old:-2 the+whole:-2 we+had:-2 where:-2 with+the:-2 year:-2 you:-2 -ed+#:-3 "
                "-ed+a:-3 -ed+and:-3 -ing+-ed:-3 ^+as:-3 ^+i:-3 ^+id:-3 ^+no:-3 ^+what:-3 "
                "^+you:-3 a+result:-3 after:-3 as+a:-3 back:-3 before:-3 direct:-3 for+the:-3 "
                "her:-3 how:-3 i+was:-3 manage:-3 me:-3 next:-3 next+to:-3 now:-3 people:-3 "
                "person:-3 pictur:-3 really:-3 region:-3 result:-3 since:-3 situat:-3 tell:-3 "
                "the+end:-3 their:-3 then+-ed:-3 these:-3 throug:-3 time:-3 to+-ed:-3 up+to:-3 "
                "used:-3 was+-ing:-3 what:-3 what+i:-3 when:-3 who:-3 whole:-3 -ed+it:-4 "
                "answer:-4 end:-4 from+#:-4 had+-ed:-4 home:-4 in:-4 in+the:-4 lead:-4 "
                "number:-4 was+my:-4 week:-4 ~context:-4 ^+and:-5 as:-5 but+the:-5 came:-5 "
                "compan:-5 from:-5 its:-5 mine:-5 of:-5 on:-5 they:-5 this:-5 was+a:-5 "
                "~own_role:-5 and+-ed:-6 both:-6 my:-6 to+#:-6 ~verification:-7 about:-8 and:-8 "
                "later:-10"
            ),
            Missing.verification: (
                "~verification:22 same:12 -ed:11 if:10 afterw:9 later:9 of+the:9 #+of:8 ^+-ed:8 "
                "before:8 had:8 month:8 only:8 that+it:8 to+see:8 -ed+at:7 -ing+to:7 back:7 "
                "good:7 again:6 anyone:6 by:6 gone:6 i+had:6 it:6 on+a:6 people+-ed:6 pictur:6 "
                "really:6 season:6 see:6 throug:6 we+-ed:6 week:6 -ed+throug:5 -ing+it:5 "
                "^+then:5 a+year:5 after:5 and+it:5 at+the:5 for+#:5 it+was:5 see+if:5 "
                "she+-ed:5 whethe:5 why:5 withou:5 ~action:5 #+a:4 -ed+back:4 come:4 didnt:4 "
                "i+-ed:4 it+with:4 last:4 monday:4 next:4 off:4 on:4 once:4 ones:4 own:4 "
                "the+new:4 the+next:4 the+same:4 they:4 too:4 weeks:4 what:4 what+-ed:4 "
                "with+the:4 year:4 #+months:3 -ed+over:3 ^+a:3 ^+my:3 a+month:3 and+had:3 "
                "and+they:3 be:3 direct:3 everyo:3 financ:3 find:3 her:3 i:3 in+the:3 over+#:3 "
                "phone:3 she:3 so+we:3 somebo:3 system:3 the+custom:3 the+old:3 they+had:3 "
                "they+were:3 those:3 to:3 to+the:3 wasnt:3 whethe+it:3 while:3 -ed+-ing:2 "
                "-ing+#:2 -ing+that:2 ^+no:2 a+bit:2 accoun:2 and+#:2 both:2 came:2 every:2 "
                "from+the:2 job:2 lost:2 manage:2 still:2 survey:2 tell:2 that+-ing:2 "
                "them+-ed:2 was+on:2 way:2 ~own_role:2 #+and:-2 #+people:-2 #+things:-2 "
                "-ed+down:-2 -ed+me:-2 -ed+to:-2 -ing+for:-2 a+day:-2 a+list:-2 and+the:-2 "
                "basica:-2 big:-2 case:-2 countr:-2 day:-2 desk:-2 do:-2 each:-2 even:-2 "
                "everyb:-2 first+#:-2 get:-2 go:-2 had+the:-2 had+to:-2 he+-ed:-2 head:-2 "
                "it+and:-2 minute:-2 of+#:-2 office:-2 on+my:-2 simple:-2 them:-2 then:-2 "
                "there+was:-2 under:-2 we+were:-2 well:-2 with:-2 would+have:-2 -ed+and:-3 "
                "-ed+out:-3 -ed+up:-3 -ed+what:-3 -ing:-3 ^+so:-3 are:-3 been+-ed:-3 call:-3 "
                "contra:-3 date:-3 for+it:-3 he:-3 is+a:-3 it+the:-3 its:-3 messag:-3 "
                "next+to:-3 nobody:-3 now:-3 of+it:-3 order:-3 per:-3 person:-3 produc:-3 "
                "projec:-3 proper:-3 result:-3 teams:-3 thats:-3 the:-3 the+first:-3 their:-3 "
                "then+-ed:-3 thing:-3 to+a:-3 used:-3 was+#:-3 was+a:-3 which:-3 ~context:-3 "
                "-ing+the:-4 about:-4 and+-ed:-4 and+we:-4 by+#:-4 custom:-4 differ:-4 "
                "every+#:-4 from+#:-4 id:-4 in+#:-4 into:-4 just+-ed:-4 list:-4 never:-4 "
                "on+the:-4 team:-4 the+-ing:-4 the+end:-4 the+whole:-4 them+and:-4 then+i:-4 "
                "up:-4 what+i:-4 -ed+a:-5 -ed+for:-5 around:-5 been:-5 commit:-5 down:-5 "
                "each+of:-5 have:-5 not:-5 small:-5 so+i:-5 things:-5 this:-5 to+#:-5 togeth:-5 "
                "when:-5 would:-5 ~result:-5 -ed+from:-6 ^+i:-6 all:-6 and+i:-6 becaus:-6 "
                "but:-6 could:-6 you:-6 ^+and:-7 a+#:-7 first:-7 people:-7 was:-7 ~trade_off:-7 "
                "is:-8 that:-8 the+#:-8 #+#:-9 ^+it:-9 -ed+on:-10"
            ),
        }
    ),
    past=frozenset(PAST.split("|")),
    numbers=frozenset(NUMBER_WORDS)
    | {"half", "third", "quarter", "fifth", "percent", "twice", "dozen"},
)
