package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.demo.Lab;
import org.hotdesk.dialplan.AgiPeer.Manner;
import org.hotdesk.model.UserNumber;

/** What a dialplan of somebody else's sees when it calls ours by FreePBX's names; the same in both flavours. */
final class EntryPoints {
    private static final Duration SOON = Duration.ofSeconds(8);

    private final RoadLab road;

    /**
     * @param userCallerid how that dialplan calls it, with {@code @flags@}
     * @param dial how that dialplan calls it
     */
    static String callers(String userCallerid, String dial) {
        return """
                [lab-entry]
                exten => _X.,1,Set(CALLERID(all)="device" <${HD_DEVICE}>)
                 same => n,@user-callerid@
                 same => n,NoOp(known ${AMPUSER} "${AMPUSERCIDNAME}" ${AMPUSERCID} ${REALCALLERIDNUM} ${TTL} ${CIDMASQUERADING})
                 same => n,@dial@
                 same => n,NoOp(back ${DIALSTATUS})
                 same => n,Wait(20)
                [lab-entry-outside]
                exten => _X.,1,@user-callerid-outside@
                 same => n,NoOp(known ${AMPUSER} ${CALLERID(name)} ${CALLERID(num)})
                 same => n,Wait(20)
                """
                .replace("@user-callerid@", userCallerid.replace("@flags@", ",${EXTEN}"))
                .replace("@user-callerid-outside@", userCallerid.replace("@flags@", "LIMIT,EXTERNAL"))
                .replace("@dial@", dial);
    }

    EntryPoints(RoadLab road) {
        this.road = road;
        road.show(new LabFloor()
                .desk("1001")
                .desk("1002")
                .desk("1003")
                .user("201", "Ann Lee", ann -> ann.cidnum(Optional.of(new UserNumber("200"))), "1001")
                .user("202", "Bob", UnaryOperator.identity(), "1002")
                .user("203", "Cy", cy -> cy.noAnswer(LabFloor.noAnswer("ivr_3")))
                .build());
        setGlobal("HD_AGI", "");
        setGlobal("HD_ALIVE", "");
    }

    private void setGlobal(String name, String text) {
        road.manager().send("Action: Setvar\r\nVariable: " + name + "\r\nValue: " + text);
    }

    private String noted(String beginning) {
        return road.manager()
                .await(SOON, events -> events.stream()
                        .filter(event -> "NoOp".equals(event.get("Application")))
                        .map(event -> event.getOrDefault("AppData", ""))
                        .filter(text -> text.startsWith(beginning))
                        .findFirst())
                .orElse("nothing noted");
    }

    private void call(String desk, String number, String context) {
        road.manager().forget();
        road.originate(number, context, "__HD_DEVICE=" + desk);
    }

    /** The variables FreePBX's dialplan goes on with, then a user's phone, then the way back with the status. */
    void callReturns() {
        road.put(new AstDbKey("LAB", "1002"), "busy");
        call("1001", "202", "lab-entry");
        assertThat(noted("known ")).isEqualTo("known 201 \"Ann Lee\" 200 1001 64 TRUE");
        assertThat(noted("back ")).isEqualTo("back BUSY");
        assertThat(CallTrace.of(road.manager().events()))
                .containsExactly("dials Local/1002@lab-phone for  HhTtrI", "rings 1002 as Ann Lee <200>");
        road.hangUpAll();
    }

    /** A no-answer destination is carried out; the call does not come back. */
    void menuIsEntered() {
        call("1001", "203", "lab-entry");
        assertThat(road.seen(1)).isEqualTo(List.of("menu 3"));
        road.hangUpAll();
    }

    /** Nobody at the phone: the call ends with words. */
    void emptyPhoneIsRefused() {
        call("1003", "202", "lab-entry");
        assertThat(road.seen(1)).isEqualTo(List.of("says im-sorry&feature-not-avail-line"));
        road.hangUpAll();
    }

    /** Outside there is no masquerade. */
    void outsideShowsTheUser() {
        call("1001", "5551234", "lab-entry-outside");
        assertThat(noted("known ")).isEqualTo("known 201 Ann Lee 201");
        road.hangUpAll();
    }

    /** The companion's limit strikes inside, and the calling dialplan goes on all the same. */
    void silentCompanionDoesNotLoseTheWayBack(Lab lab) throws IOException {
        setGlobal("HD_AGI", lab.add(new AgiPeer(Manner.MUTE)).address());
        road.put(new AstDbKey("LAB", "1002"), "busy");
        call("1001", "202", "lab-entry");
        assertThat(noted("known ")).isEqualTo("known 201 \"Ann Lee\" 200 1001 64 TRUE");
        setGlobal("HD_ALIVE", "");
        assertThat(noted("back ")).isEqualTo("back BUSY");
        road.hangUpAll();
    }
}
