package org.hotdesk.demo.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.sip.watch.LampState;

/** The story itself, a method a step. Each step checks what it tells and fails with {@link StepFailed}. */
final class Story {
    static final int STEPS = 9;

    private static final Duration BEFORE_KEYS = Duration.ofMillis(1500);
    private static final Duration MESSAGE = Duration.ofSeconds(4);

    private final Cast cast;
    private final Narrator narrator;
    private final Eyes eyes;
    private final Clock clock;
    private final SortedMap<String, String> morning;

    Story(Cast cast, Narrator narrator, Clock clock) {
        this.cast = cast;
        this.narrator = narrator;
        this.eyes = new Eyes(cast);
        this.clock = clock;
        this.morning = eyes.rows();
    }

    /** Plays all of it. */
    void play() {
        List.<Runnable>of(
                        this::emptyPhone,
                        this::login,
                        this::secondPhone,
                        this::fanOut,
                        this::callerId,
                        this::voicemail,
                        this::backToDefault,
                        this::backToNobody,
                        this::asInTheMorning)
                .forEach(Runnable::run);
    }

    private void emptyPhone() {
        narrator.step("The phone on desk 1001 is nobody's");
        show("/DEVICE/1001/user", "none");
        PhoneCall refused = cast.hotDesk().dial(Cast.CLEO);
        eyes.reaches(refused, State.CLOSED);
        narrator.good("it dials 203 and is told to log in; nobody is rung");
    }

    private void login() {
        narrator.step("Ann sits down at desk 1001: *11, her number, her PIN");
        loginAt(cast.hotDesk());
        show("/DEVICE/1001/user", Cast.ANN);
        show("/AMPUSER/201/device", Cast.HOT_DESK);
        eyes.annsKey(LampState.IDLE);
        narrator.good("the phone is hers");
    }

    private void secondPhone() {
        narrator.step("Ann takes Bob's phone on desk 1002 too, for he is out");
        loginAt(cast.bobsDesk());
        show("/DEVICE/1002/user", Cast.ANN);
        show("/AMPUSER/201/device", "1001&1002");
        eyes.row("/AMPUSER/202/device", Optional.empty());
        narrator.good("she has two phones, Bob has none");
    }

    private void fanOut() {
        narrator.step("Cleo calls Ann: both her phones ring");
        PhoneCall out = cast.cleosDesk().dial(Cast.ANN);
        PhoneCall first = eyes.ringing(cast.hotDesk());
        PhoneCall second = eyes.ringing(cast.bobsDesk());
        eyes.display(first, "Cleo Fox", Cast.CLEO);
        eyes.display(second, "Cleo Fox", Cast.CLEO);
        narrator.good("1001 and 1002 ring and show \"Cleo Fox\" <203>");
        eyes.annsKey(LampState.RINGING);
        narrator.good("the lamp key for 201 on desk 1003 blinks");
        second.answer();
        eyes.reaches(out, State.TALKING);
        eyes.reaches(first, State.CLOSED);
        eyes.annsKey(LampState.CONFIRMED);
        narrator.good("she answers on 1002, 1001 is quiet, the lamp key is lit");
        out.hangUp();
        eyes.reaches(second, State.CLOSED);
        eyes.annsKey(LampState.IDLE);
        narrator.good("the call is over, the lamp key is dark");
    }

    private void callerId() {
        narrator.step("Ann calls Cleo from desk 1001");
        PhoneCall out = cast.hotDesk().dial(Cast.CLEO);
        PhoneCall in = eyes.ringing(cast.cleosDesk());
        eyes.display(in, "Ann Lee", Cast.ANN);
        out.hangUp();
        eyes.reaches(in, State.CLOSED);
        narrator.good("Cleo's display shows \"Ann Lee\" <201>, not the desk");
    }

    private void voicemail() {
        narrator.step("Cleo calls again, nobody answers, she leaves a message");
        Instant before = clock.instant();
        PhoneCall out = cast.cleosDesk().dial(Cast.ANN);
        eyes.reaches(out, State.TALKING);
        narrator.say("voicemail answers; she skips the greeting and speaks");
        Eyes.pause(BEFORE_KEYS);
        out.press("#");
        Eyes.pause(MESSAGE);
        Instant spoken = clock.instant();
        out.hangUp();
        Duration first = eyes.messageLamp(cast.hotDesk(), true, before);
        eyes.messageLamp(cast.bobsDesk(), true, before);
        if (first.isNegative()) {
            throw new StepFailed("the lamp was on before the message was there");
        }
        narrator.good("the message lamps of 1001 and 1002 go on, "
                + Duration.between(spoken, clock.instant()).toMillis() + " ms after she hung up");
        if (cast.cleosDesk().messageWaiting().stream().anyMatch(told -> told.waiting())) {
            throw new StepFailed("the message lamp of 1003 went on too");
        }
        narrator.good("the one of 1003 stays dark");
    }

    private void backToDefault() {
        narrator.step("Ann gives Bob's phone back: *12 on desk 1002");
        Instant before = clock.instant();
        code(cast.bobsDesk(), "*12");
        show("/DEVICE/1002/user", Cast.BOB);
        show("/AMPUSER/201/device", Cast.HOT_DESK);
        show("/AMPUSER/202/device", Cast.BOBS_DESK);
        eyes.messageLamp(cast.bobsDesk(), false, before);
        narrator.good("it is Bob's again, who is its default user, and its message lamp is dark");
    }

    private void backToNobody() {
        narrator.step("Ann goes home: *12 on desk 1001");
        Instant before = clock.instant();
        code(cast.hotDesk(), "*12");
        show("/DEVICE/1001/user", "none");
        eyes.row("/AMPUSER/201/device", Optional.empty());
        eyes.messageLamp(cast.hotDesk(), false, before);
        narrator.good("it is nobody's again, and its message lamp is dark");
    }

    private void asInTheMorning() {
        narrator.step("All is as it was in the morning");
        SortedMap<String, String> evening = eyes.rows();
        if (!evening.equals(morning)) {
            throw new StepFailed("database show DEVICE and AMPUSER differ: " + evening + " was " + morning);
        }
        narrator.good("database show prints the same " + evening.size() + " rows for DEVICE and AMPUSER");
    }

    private void loginAt(Phone phone) {
        PhoneCall call = phone.dial("*11" + Cast.ANN);
        eyes.reaches(call, State.TALKING);
        narrator.say("dials *11201, hears the question for the PIN, types it");
        Eyes.pause(BEFORE_KEYS);
        call.press(Cast.ANN_PIN + "#");
        eyes.reaches(call, State.CLOSED);
    }

    private void code(Phone phone, String digits) {
        PhoneCall call = phone.dial(digits);
        eyes.reaches(call, State.CLOSED);
    }

    private void show(String key, String wanted) {
        eyes.row(key, Optional.of(wanted));
        narrator.say("astdb: " + key + " = " + wanted);
    }
}
