package org.hotdesk.dialplan;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Recording.Rule;

/** The part of the one table that policies, recording rules and codes with a number decide; Ann and Bob as there. */
final class PolicyRoadCases {
    private static final String EMPTY = "says im-sorry&feature-not-avail-line";
    private static final String INSIDE_ONLY = "says cannot-complete-as-dialed&feature-not-avail-line";
    private static final String BAD_NUMBER = "says im-sorry&check-number-dial-again";
    private static final String BOB_DIALLED = "dials Local/1002@lab-phone for  HhTtrI";
    private static final String BOB_RINGS = "rings 1002 as Ann Lee <201>";
    private static final String BOB_ANSWERS = "answers 1002";
    private static final String ANN_LEAVES =
            "leaves to 5551234 as Ann Lee <201> allowed_not_screened account= language=en user=201";

    private PolicyRoadCases() {}

    static List<RoadCase> all() {
        return groups().flatMap(List::stream).toList();
    }

    /** The first of each group, which is enough to see another flavour of the same dialplan at work. */
    static List<RoadCase> some() {
        return groups().map(group -> group.get(0)).toList();
    }

    private static Stream<List<RoadCase>> groups() {
        return Stream.of(outbound(), empty(), forwarded(), desks(), found(), recorded(), follows());
    }

    private static LabFloor floor() {
        return floor(UnaryOperator.identity(), UnaryOperator.identity());
    }

    private static LabFloor floor(UnaryOperator<AmpUser.Builder> ann, UnaryOperator<AmpUser.Builder> bob) {
        return new LabFloor()
                .desk("1001")
                .desk("1002")
                .desk("1003")
                .user("201", "Ann Lee", ann, "1001")
                .user("202", "Bob", bob, "1002");
    }

    private static List<RoadCase> outbound() {
        return List.of(
                RoadCase.call(
                        "a desk from which nobody calls outside",
                        floor().deskPolicy("1001", "outbound=no"),
                        "1001",
                        "5551234",
                        INSIDE_ONLY),
                RoadCase.call(
                        "a user who may call outside from any desk",
                        floor().deskPolicy("1001", "outbound=no").userPolicy("201", "outbound=yes"),
                        "1001",
                        "5551234",
                        ANN_LEAVES),
                RoadCase.call(
                        "who may not call outside calls users",
                        floor().userPolicy("201", "outbound=no"),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        BOB_RINGS,
                        BOB_ANSWERS),
                RoadCase.call(
                        "who may not call outside calls for help",
                        floor().userPolicy("201", "outbound=no"),
                        "1001",
                        "112",
                        "emergency 112 as Ann Lee <201> from "));
    }

    private static List<RoadCase> empty() {
        return List.of(
                RoadCase.call(
                        "an empty phone that may call users",
                        floor().deskPolicy("1003", "empty-calls=internal"),
                        "1003",
                        "202",
                        "dials Local/1002@lab-phone for  HhTtr",
                        "rings 1002 as device <1003>",
                        BOB_ANSWERS),
                RoadCase.call(
                        "an empty phone that may call users does not call outside",
                        floor().deskPolicy("1003", "empty-calls=internal"),
                        "1003",
                        "5551234",
                        EMPTY),
                RoadCase.call(
                        "an empty phone calls a number outside that is on its list",
                        floor().deskPolicy("1003", "empty-numbers=202, 5551234", "outbound=no"),
                        "1003",
                        "5551234",
                        "leaves to 5551234 as device <1003> allowed_not_screened account= language=en user="),
                RoadCase.call(
                        "an empty phone calls a user on its list",
                        floor().deskPolicy("1003", "empty-numbers=5551234, 202"),
                        "1003",
                        "202",
                        "dials Local/1002@lab-phone for  HhTtr",
                        "rings 1002 as device <1003>",
                        BOB_ANSWERS),
                RoadCase.call(
                        "a number that begins as one on the list is not on it",
                        floor().deskPolicy("1003", "empty-numbers=5551234"),
                        "1003",
                        "55512345",
                        EMPTY),
                RoadCase.call(
                        "what an empty phone may dial says nothing of who sits there",
                        floor().deskPolicy("1001", "empty-numbers=5551234", "outbound=no"),
                        "1001",
                        "5551234",
                        INSIDE_ONLY));
    }

    private static UnaryOperator<AmpUser.Builder> boxedAndForwardedTo(String target) {
        var features = new CallFeatures(Optional.of(target), Optional.empty(), Optional.empty(), false, false);
        return bob -> bob.mailbox(LabFloor.box("202@default")).ringtimer(1).features(features);
    }

    private static List<RoadCase> forwarded() {
        LabFloor outside = floor(UnaryOperator.identity(), boxedAndForwardedTo("5551234"));
        return List.of(
                RoadCase.call(
                        "who may not call outside does not forward there",
                        floor(UnaryOperator.identity(), boxedAndForwardedTo("5551234"))
                                .userPolicy("202", "outbound=no"),
                        "1001",
                        "202",
                        "dials Local/5551234@hotdesk-forward-inside for 1 HhTtr",
                        "voicemail 202@default,u"),
                RoadCase.call(
                        "who may not call outside forwards to users",
                        floor(UnaryOperator.identity(), boxedAndForwardedTo("203"))
                                .user("203", "Cy", "1003")
                                .userPolicy("202", "outbound=no"),
                        "1001",
                        "202",
                        "dials Local/203@hotdesk-forward-inside for 1 HhTtr",
                        "dials Local/1003@lab-phone for  HhTtrI",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"),
                RoadCase.call(
                        "who forwards a call answers for it, not who calls",
                        outside.userPolicy("201", "outbound=no"),
                        "1001",
                        "202",
                        "dials Local/5551234@hotdesk-forward for 1 HhTtr",
                        ANN_LEAVES));
    }

    private static List<RoadCase> desks() {
        return List.of(
                RoadCase.call(
                        "a desk is called, whoever sits there",
                        floor(UnaryOperator.identity(), boxedAndForwardedTo("5551234")),
                        "1001",
                        "*161002",
                        "dials Local/1002@lab-phone for 15 HhTtr",
                        BOB_RINGS,
                        BOB_ANSWERS),
                RoadCase.call(
                        "a desk is called where nobody sits",
                        floor(),
                        "1001",
                        "*161003",
                        "dials Local/1003@lab-phone for 15 HhTtr",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"),
                RoadCase.call("a desk that is not there", floor(), "1001", "*161009", BAD_NUMBER),
                RoadCase.call("an empty phone calls no desk", floor(), "1003", "*161002", EMPTY));
    }

    private static List<RoadCase> found() {
        return List.of(
                RoadCase.call(
                        "where a user sits is told",
                        floor().desk("1004").user("203", "Cy", "1003", "1004"),
                        "1001",
                        "*15203",
                        "says extension",
                        "says 1003",
                        "says extension",
                        "says 1004"),
                RoadCase.call(
                        "a user who sits nowhere", floor().user("203", "Cy"), "1001", "*15203", "says agent-loggedoff"),
                RoadCase.call("nobody's number is found nowhere", floor(), "1001", "*15999", BAD_NUMBER),
                RoadCase.call("an empty phone finds nobody", floor(), "1003", "*15202", EMPTY),
                RoadCase.call("who has no pickup policy picks nothing up", floor(), "1001", "**202", EMPTY),
                RoadCase.call(
                        "who has another one neither",
                        floor().deskPolicy("1001", "pickup=sales").userPolicy("202", "pickup=help"),
                        "1001",
                        "**202",
                        EMPTY),
                RoadCase.call(
                        "nothing rings that could be picked up",
                        floor().deskPolicy("1001", "pickup=sales").userPolicy("202", "pickup=sales"),
                        "1001",
                        "**202",
                        "says beeperr"));
    }

    private static UnaryOperator<AmpUser.Builder> recorded(Rule inside, Rule fromOutside, Rule out, Rule toOutside) {
        return user -> user.recording(new Recording(inside, fromOutside, out, toOutside));
    }

    private static List<RoadCase> recorded() {
        Rule any = Rule.DONTCARE;
        return List.of(
                RoadCase.call(
                        "a call outside is recorded where the caller says so",
                        floor(recorded(any, any, any, Rule.YES), UnaryOperator.identity()),
                        "1001",
                        "5551234",
                        "records out-201-5551234",
                        ANN_LEAVES),
                RoadCase.call(
                        "an internal call is recorded where the callee says so",
                        floor(recorded(any, any, Rule.NO, any), recorded(Rule.YES, any, any, any)),
                        "1001",
                        "202",
                        "records internal-201-202",
                        BOB_DIALLED,
                        BOB_RINGS,
                        BOB_ANSWERS),
                RoadCase.call(
                        "never is stronger than yes",
                        floor(recorded(any, any, Rule.YES, any), recorded(Rule.NEVER, any, any, any)),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        BOB_RINGS,
                        BOB_ANSWERS),
                RoadCase.call(
                        "force is stronger than never",
                        floor(recorded(any, any, Rule.FORCE, any), recorded(Rule.NEVER, any, any, any)),
                        "1001",
                        "202",
                        "records internal-201-202",
                        BOB_DIALLED,
                        BOB_RINGS,
                        BOB_ANSWERS),
                RoadCase.call(
                                "a call from outside is recorded by the callee's rule for it",
                                floor(UnaryOperator.identity(), recorded(Rule.NEVER, Rule.YES, any, any)),
                                "4930123",
                                "202",
                                "records in-4930123-202",
                                "dials Local/1002@lab-phone for  Hhtr",
                                "rings 1002 as Pete <4930123>",
                                BOB_ANSWERS)
                        .by("lab-trunk"));
    }

    private static List<RoadCase> follows() {
        return List.of(
                RoadCase.call(
                        "music on hold is the caller's",
                        floor().deskPolicy("1001", "music=lift").userPolicy("201", "music=jazz"),
                        "1001",
                        "77123",
                        "music jazz",
                        "leaves to 77123 with music jazz"),
                RoadCase.call(
                                "music on hold is the callee's where the caller has none",
                                floor().userPolicy("202", "music=jazz"),
                                "4930123",
                                "202",
                                "music jazz",
                                "dials Local/1002@lab-phone for  Hhtr",
                                "rings 1002 as Pete <4930123>",
                                BOB_ANSWERS)
                        .by("lab-trunk"),
                RoadCase.call(
                        "the callee's language and account code are those of the phone that rings",
                        floor(UnaryOperator.identity(), bob -> bob.language(LabFloor.word("de"))
                                .accountcode(LabFloor.word("sales-7"))),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for  HhTtrb(hotdesk-leg^s^1(de^sales-7))I",
                        BOB_RINGS,
                        BOB_ANSWERS));
    }
}
