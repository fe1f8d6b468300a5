package org.hotdesk.dialplan;

import static org.hotdesk.dialplan.LabFloor.box;
import static org.hotdesk.dialplan.LabFloor.callerId;
import static org.hotdesk.dialplan.LabFloor.noAnswer;
import static org.hotdesk.dialplan.LabFloor.word;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.UserNumber;

/**
 * The one table which both roads must pass: the companion's FastAGI lookups, and plain {@code DB()} when it does not
 * answer. Ann is 201 at desk 1001 and calls Bob, 202 at desk 1002, unless a case says otherwise.
 */
final class RoadCases {
    private static final String BOB_RINGS = "rings 1002 as Ann Lee <201>";
    private static final String BOB_DIALLED = "dials Local/1002@lab-phone for 15 HhTtrI";
    private static final String REFUSED_EMPTY = "says im-sorry&feature-not-avail-line";

    private RoadCases() {}

    static List<RoadCase> all() {
        return with(PolicyRoadCases.all());
    }

    /** All but most of those that policies decide. */
    static List<RoadCase> some() {
        return with(PolicyRoadCases.some());
    }

    private static List<RoadCase> with(List<RoadCase> policies) {
        return Stream.of(
                        ringing(),
                        ringingOtherwise(),
                        unanswered(),
                        unansweredElsewhere(),
                        forwarded(),
                        forwardedNowhere(),
                        forwardedWhenAwayOrBusy(),
                        engaged(),
                        shown(),
                        shownAtDesks(),
                        outside(),
                        identified(),
                        policies)
                .flatMap(List::stream)
                .toList();
    }

    private static LabFloor ann() {
        return new LabFloor().desk("1001").user("201", "Ann Lee", "1001");
    }

    private static LabFloor annAndBob(UnaryOperator<AmpUser.Builder> bob) {
        return ann().desk("1002").user("202", "Bob", bob, "1002");
    }

    private static AmpUser.Builder boxed(AmpUser.Builder user) {
        return user.mailbox(box("202@default"));
    }

    private static List<RoadCase> ringing() {
        return List.of(
                RoadCase.call(
                        "a user's phone rings",
                        annAndBob(RoadCases::boxed),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                                "all phones of a user ring",
                                ann().desk("1002").desk("1003").user("202", "Bob", RoadCases::boxed, "1003", "1002"),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone&Local/1003@lab-phone for 15 HhTtrI",
                                BOB_RINGS,
                                "rings 1003 as Ann Lee <201>",
                                "answers 1003")
                        .phone("1002", "ring"),
                RoadCase.call(
                                "one phone refuses, the other rings on",
                                ann().desk("1002").desk("1003").user("202", "Bob", RoadCases::boxed, "1002", "1003"),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone&Local/1003@lab-phone for 15 HhTtrI",
                                BOB_RINGS,
                                "rings 1003 as Ann Lee <201>",
                                "answers 1003")
                        .phone("1002", "busy"),
                RoadCase.call(
                        "a user's own ring time",
                        annAndBob(bob -> boxed(bob).ringtimer(7)),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for 7 HhTtrI",
                        BOB_RINGS,
                        "answers 1002"));
    }

    private static List<RoadCase> ringingOtherwise() {
        return List.of(
                RoadCase.call(
                        "just-ring rings without end",
                        annAndBob(bob -> boxed(bob).ringtimer(7).noAnswer(noAnswer("just-ring"))),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for  HhTtrI",
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                        "nowhere to go rings without end",
                        annAndBob(bob -> bob.ringtimer(7)),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for  HhTtrI",
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                        "every phone registered for an endpoint rings, the endpoint with none is left out",
                        ann().pjsip("3001")
                                .pjsip("3002")
                                .desk("1002")
                                .user("202", "Bob", RoadCases::boxed, "3001", "3002", "1002"),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone&PJSIP/3001/sip:3001@127.0.0.1:9"
                                + "&PJSIP/3001/sip:3001@127.0.0.1:9;transport=udp for 15 HhTtrI",
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                        "no phone registered at all",
                        ann().pjsip("3002").user("202", "Bob", RoadCases::boxed, "3002"),
                        "1001",
                        "202",
                        "voicemail 202@default,u"),
                RoadCase.call(
                        "the caller's own dial options",
                        new LabFloor()
                                .desk("1001")
                                .desk("1002")
                                .user("201", "Ann Lee", ann -> ann.dialOptions(Optional.of("tr")), "1001")
                                .user("202", "Bob", RoadCases::boxed, "1002"),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for 15 trI",
                        BOB_RINGS,
                        "answers 1002"));
    }

    private static List<RoadCase> unanswered() {
        UnaryOperator<AmpUser.Builder> quick = bob -> boxed(bob).ringtimer(1);
        return List.of(
                RoadCase.call(
                                "own mailbox",
                                annAndBob(quick),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "voicemail 202@default,u")
                        .phone("1002", "ring"),
                RoadCase.call(
                                "own mailbox that bears another number, in another context",
                                annAndBob(bob -> bob.ringtimer(1).mailbox(box("7000@sales"))),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "voicemail 7000@sales,u")
                        .phone("1002", "ring"),
                RoadCase.call(
                                "vmbox, in the user's voicemail context",
                                annAndBob(bob -> bob.ringtimer(1)
                                        .mailbox(box("7000@sales"))
                                        .noAnswer(noAnswer("vmbox-7001"))),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "voicemail 7001@sales,u")
                        .phone("1002", "ring"),
                RoadCase.call(
                                "vmbox of a user without a mailbox",
                                annAndBob(bob -> bob.ringtimer(1).noAnswer(noAnswer("vmbox-202"))),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "voicemail 202@default,u")
                        .phone("1002", "ring"));
    }

    private static List<RoadCase> unansweredElsewhere() {
        return List.of(
                RoadCase.call(
                        "a menu",
                        ann().user("202", "Bob", bob -> bob.noAnswer(noAnswer("ivr_3"))),
                        "1001",
                        "202",
                        "menu 3"),
                RoadCase.call(
                        "a menu that is not there",
                        ann().user("202", "Bob", bob -> bob.noAnswer(noAnswer("ivr_99"))),
                        "1001",
                        "202",
                        "tone Congestion"),
                RoadCase.call(
                        "another user",
                        ann().desk("1003")
                                .user("202", "Bob", bob -> bob.noAnswer(noAnswer("user-203")))
                                .user("203", "Cy", "1003"),
                        "1001",
                        "202",
                        "dials Local/1003@lab-phone for  HhTtrI",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"),
                RoadCase.call(
                        "another user's mailbox",
                        ann().user("202", "Bob", bob -> bob.noAnswer(noAnswer("user-203")))
                                .user("203", "Cy", cy -> cy.noAnswer(noAnswer("user-204")))
                                .user("204", "Di", di -> di.mailbox(box("204@default"))),
                        "1001",
                        "202",
                        "voicemail 204@default,u"),
                RoadCase.call(
                        "a circle of users ends",
                        ann().user("202", "Bob", bob -> bob.noAnswer(noAnswer("user-203")))
                                .user("203", "Cy", cy -> cy.noAnswer(noAnswer("user-202"))),
                        "1001",
                        "202",
                        "tone Congestion"),
                RoadCase.call(
                        "a user at no phone, with a mailbox",
                        ann().user("202", "Bob", RoadCases::boxed),
                        "1001",
                        "202",
                        "voicemail 202@default,u"),
                RoadCase.call(
                        "a user at no phone, without a mailbox",
                        ann().user("202", "Bob"),
                        "1001",
                        "202",
                        "tone Congestion"));
    }

    private static UnaryOperator<AmpUser.Builder> switched(CallFeatures features) {
        return bob -> boxed(bob).ringtimer(1).features(features);
    }

    private static CallFeatures forward(String always, String busy, String unavailable, boolean dnd) {
        return new CallFeatures(given(always), given(busy), given(unavailable), dnd, false);
    }

    private static Optional<String> given(String target) {
        return target.isEmpty() ? Optional.empty() : Optional.of(target);
    }

    private static List<RoadCase> forwarded() {
        LabFloor toCy =
                annAndBob(switched(forward("203", "", "", true))).desk("1003").user("203", "Cy", "1003");
        return List.of(
                RoadCase.call(
                        "forwarded to a user, do not disturb or not",
                        toCy,
                        "1001",
                        "202",
                        "dials Local/203@hotdesk-forward for 1 HhTtr",
                        "dials Local/1003@lab-phone for  HhTtrI",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"),
                RoadCase.call(
                        "forwarded outside",
                        annAndBob(switched(forward("+4930123456", "", "", false))),
                        "1001",
                        "202",
                        "dials Local/+4930123456@hotdesk-forward for 1 HhTtr",
                        "leaves to +4930123456 as Ann Lee <201> allowed_not_screened account= language=en user=201"));
    }

    private static List<RoadCase> forwardedNowhere() {
        return List.of(
                RoadCase.call(
                        "a forward to oneself is none",
                        annAndBob(switched(forward("202", "", "", false))),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for 1 HhTtrI",
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                        "a forward to the caller is none",
                        annAndBob(switched(forward("201", "", "", false))),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for 1 HhTtrI",
                        BOB_RINGS,
                        "answers 1002"),
                RoadCase.call(
                        "a forward to an emergency number leads nowhere",
                        annAndBob(switched(forward("112", "", "", false))),
                        "1001",
                        "202",
                        "dials Local/112@hotdesk-forward for 1 HhTtr",
                        "voicemail 202@default,u"));
    }

    private static List<RoadCase> forwardedWhenAwayOrBusy() {
        LabFloor whenAbsent = ann().pjsip("3002")
                .desk("1003")
                .user("202", "Bob", switched(forward("", "", "203", false)), "3002")
                .user("203", "Cy", "1003");
        return List.of(
                RoadCase.call(
                                "forwarded when nobody answers",
                                annAndBob(switched(forward("", "", "203", false)))
                                        .desk("1003")
                                        .user("203", "Cy", "1003"),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "dials Local/203@hotdesk-forward for 1 HhTtr",
                                "dials Local/1003@lab-phone for  HhTtrI",
                                "rings 1003 as Ann Lee <201>",
                                "answers 1003")
                        .phone("1002", "ring"),
                RoadCase.call(
                        "forwarded at once when no phone is there",
                        whenAbsent,
                        "1001",
                        "202",
                        "dials Local/203@hotdesk-forward for 1 HhTtr",
                        "dials Local/1003@lab-phone for  HhTtrI",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"),
                RoadCase.call(
                        "forwarded when not to be disturbed",
                        annAndBob(switched(forward("", "203", "", true)))
                                .desk("1003")
                                .user("203", "Cy", "1003"),
                        "1001",
                        "202",
                        "dials Local/203@hotdesk-forward for 1 HhTtr",
                        "dials Local/1003@lab-phone for  HhTtrI",
                        "rings 1003 as Ann Lee <201>",
                        "answers 1003"));
    }

    private static List<RoadCase> engaged() {
        CallFeatures waiting = new CallFeatures(Optional.empty(), Optional.empty(), Optional.empty(), false, true);
        return List.of(
                RoadCase.call(
                        "do not disturb, with a mailbox",
                        annAndBob(switched(forward("", "", "", true))),
                        "1001",
                        "202",
                        "voicemail 202@default,b"),
                RoadCase.call(
                        "do not disturb, just-ring",
                        annAndBob(bob ->
                                switched(forward("", "", "", true)).apply(bob).noAnswer(noAnswer("just-ring"))),
                        "1001",
                        "202",
                        "tone Busy"),
                RoadCase.call(
                                "on a call already",
                                annAndBob(RoadCases::boxed),
                                "1001",
                                "202",
                                "voicemail 202@default,b")
                        .inUse("1002"),
                RoadCase.call(
                                "on a call at one of two phones",
                                ann().desk("1002").desk("1003").user("202", "Bob", RoadCases::boxed, "1002", "1003"),
                                "1001",
                                "202",
                                "voicemail 202@default,b")
                        .inUse("1003"),
                RoadCase.call(
                                "on a call already, with call waiting",
                                annAndBob(switched(waiting)),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 1 HhTtrI",
                                BOB_RINGS,
                                "answers 1002")
                        .inUse("1002"),
                RoadCase.call(
                                "on a call already, forwarded when busy",
                                annAndBob(switched(forward("", "203", "", false)))
                                        .desk("1003")
                                        .user("203", "Cy", "1003"),
                                "1001",
                                "202",
                                "dials Local/203@hotdesk-forward for 1 HhTtr",
                                "dials Local/1003@lab-phone for  HhTtrI",
                                "rings 1003 as Ann Lee <201>",
                                "answers 1003")
                        .inUse("1002"));
    }

    private static LabFloor calledBy(String name, UnaryOperator<AmpUser.Builder> more) {
        return new LabFloor()
                .desk("1001", "\"Desk One\" <+493055501>")
                .desk("1002")
                .user("201", name, more, "1001")
                .user("202", "Bob", RoadCases::boxed, "1002");
    }

    private static List<RoadCase> shown() {
        UnaryOperator<AmpUser.Builder> masked = ann -> ann.cidnum(Optional.of(new UserNumber("200")));
        return List.of(
                RoadCase.call(
                        "the number that internal callees see instead",
                        calledBy("Ann Lee", masked),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        "rings 1002 as Ann Lee <200>",
                        "answers 1002"),
                RoadCase.call(
                        "a name with everything a name may have",
                        calledBy("O'Neil, Ann (A&B): 1/2 ?", UnaryOperator.identity()),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        "rings 1002 as O'Neil, Ann (A&B): 1/2 ? <201>",
                        "answers 1002"),
                RoadCase.call(
                        "a name of 40 bytes and more is cut between characters",
                        calledBy("Bärbel Überlänge-Größenwahn von und zu Ä", UnaryOperator.identity()),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        "rings 1002 as Bärbel Überlänge-Größenwahn von und <201>",
                        "answers 1002"),
                RoadCase.call(
                        "a name of one letter is none, and the caller id stays the desk's",
                        calledBy("A", UnaryOperator.identity()),
                        "1001",
                        "202",
                        "dials Local/1002@lab-phone for 15 HhTtr",
                        "rings 1002 as device <1001>",
                        "answers 1002"),
                RoadCase.call(
                        "a name of one letter of three bytes",
                        calledBy("李", UnaryOperator.identity()),
                        "1001",
                        "202",
                        BOB_DIALLED,
                        "rings 1002 as 李 <201>",
                        "answers 1002"));
    }

    private static List<RoadCase> shownAtDesks() {
        return List.of(
                RoadCase.call(
                        "an empty phone calls nobody",
                        new LabFloor().desk("1001").desk("1002").user("202", "Bob", RoadCases::boxed, "1002"),
                        "1001",
                        "202",
                        REFUSED_EMPTY),
                RoadCase.call(
                        "an empty phone calls no number outside",
                        new LabFloor().desk("1001"),
                        "1001",
                        "5551234",
                        REFUSED_EMPTY),
                RoadCase.call(
                        "an emergency call from an empty phone",
                        new LabFloor().desk("1001", "\"Desk One\" <+493055501>"),
                        "1001",
                        "112",
                        "emergency 112 as Desk One <+493055501> from Room 1001 (left), by the door"),
                RoadCase.call(
                        "an emergency call shows the desk, whoever sits there",
                        calledBy("Ann Lee", ann -> ann.outboundcid(callerId("\"Ann\" <5550201>"))),
                        "1001",
                        "112",
                        "emergency 112 as Desk One <+493055501> from Room 1001 (left), by the door"),
                RoadCase.call(
                        "an emergency call from a desk without a number shows the user's",
                        new LabFloor()
                                .desk("1001")
                                .user("201", "Ann Lee", ann -> ann.outboundcid(callerId("5550201")), "1001"),
                        "1001",
                        "911",
                        "emergency 911 as  <5550201> from "));
    }

    private static List<RoadCase> outside() {
        return List.of(
                RoadCase.call(
                        "outside with the user's caller id for it, never the masquerade",
                        calledBy("Ann Lee", ann -> ann.cidnum(Optional.of(new UserNumber("200")))
                                .outboundcid(callerId("\"Lee, Ann (A)\" <5550201>"))),
                        "1001",
                        "5551234",
                        "leaves to 5551234 as Lee, Ann (A) <5550201> allowed_not_screened account= language=en user=201"),
                RoadCase.call(
                        "outside with a bare number",
                        calledBy("Ann Lee", ann -> ann.outboundcid(callerId("+4930201"))),
                        "1001",
                        "5551234",
                        "leaves to 5551234 as  <+4930201> allowed_not_screened account= language=en user=201"),
                RoadCase.call(
                        "outside withheld",
                        calledBy("Ann Lee", ann -> ann.outboundcid(callerId("\"hidden\" <5550201>"))),
                        "1001",
                        "+4930123456",
                        "leaves to +4930123456 as hidden <5550201> prohib_passed_screen account= language=en user=201"),
                RoadCase.call(
                        "outside without a caller id of one's own",
                        calledBy("Ann Lee", ann -> ann.cidnum(Optional.of(new UserNumber("200")))),
                        "1001",
                        "5551234",
                        "leaves to 5551234 as Ann Lee <201> allowed_not_screened account= language=en user=201"),
                RoadCase.call(
                        "outside in the user's language and on the user's account",
                        calledBy("Ann Lee", ann -> ann.language(word("de")).accountcode(word("sales-7"))),
                        "1001",
                        "5551234",
                        "leaves to 5551234 as Ann Lee <201> allowed_not_screened account=sales-7 language=de user=201"),
                RoadCase.call(
                        "outside by the user's own context",
                        calledBy("Ann Lee", ann -> ann.context(word("lab-directors"))),
                        "1001",
                        "5551234",
                        "director 5551234 as Ann Lee <201>"),
                RoadCase.call(
                        "a user's context that does not take the number",
                        calledBy("Ann Lee", ann -> ann.context(word("lab-directors"))),
                        "1001",
                        "+495551234",
                        "leaves to +495551234 as Ann Lee <201> allowed_not_screened account= language=en user=201"),
                RoadCase.call(
                        "a user's context that is from-internal",
                        calledBy("Ann Lee", ann -> ann.context(word("from-internal"))),
                        "1001",
                        "5551234",
                        "leaves to 5551234 as Ann Lee <201> allowed_not_screened account= language=en user=201"),
                RoadCase.call(
                        "a number nobody takes",
                        calledBy("Ann Lee", UnaryOperator.identity()),
                        "1001",
                        "999",
                        "says cannot-complete-as-dialed&check-number-dial-again"));
    }

    private static List<RoadCase> identified() {
        return List.of(
                RoadCase.call(
                                "a channel without a login of its own is the desk it shows",
                                annAndBob(RoadCases::boxed),
                                "1001",
                                "202",
                                BOB_DIALLED,
                                BOB_RINGS,
                                "answers 1002")
                        .by("lab-local"),
                RoadCase.call(
                                "a channel that is no desk keeps its caller id",
                                annAndBob(RoadCases::boxed),
                                "4242",
                                "202",
                                "dials Local/1002@lab-phone for 15 HhTtr",
                                "rings 1002 as Pete <4242>",
                                "answers 1002")
                        .by("lab-local"),
                RoadCase.call(
                                "a trunk is no desk whatever it shows, and its caller may not transfer",
                                annAndBob(RoadCases::boxed),
                                "1001",
                                "202",
                                "dials Local/1002@lab-phone for 15 Hhtr",
                                "rings 1002 as Pete <1001>",
                                "answers 1002")
                        .by("lab-trunk"));
    }
}
