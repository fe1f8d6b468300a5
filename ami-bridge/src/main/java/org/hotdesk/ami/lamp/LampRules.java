package org.hotdesk.ami.lamp;

import java.util.Collection;
import org.hotdesk.ami.link.DeviceState;

/** What each lamp shows. Pure. */
final class LampRules {
    private LampRules() {}

    /** What Asterisk says of a phone, unless the SIP edge knows better; a call that goes on proves the edge wrong. */
    static DeviceState phone(DeviceState heard, boolean isAway) {
        boolean idle = heard == DeviceState.NOT_INUSE || heard == DeviceState.UNKNOWN;
        return isAway && idle ? DeviceState.UNAVAILABLE : heard;
    }

    /**
     * A user's lamp from the states of all phones they sit at. Do not disturb is {@code BUSY} whatever the phones do;
     * nowhere logged in is {@code UNAVAILABLE}; else as a hint that lists the phones would show.
     */
    static DeviceState user(Collection<DeviceState> phones, boolean doNotDisturb) {
        if (doNotDisturb) {
            return DeviceState.BUSY;
        }
        return phones.isEmpty() ? DeviceState.UNAVAILABLE : together(phones);
    }

    /**
     * {@code Custom:DND<user>} stands beside the phones in FreePBX's hints, so off must be the state that never wins
     * over a phone's own.
     */
    static DeviceState userDoNotDisturb(boolean on) {
        return on ? DeviceState.BUSY : DeviceState.UNAVAILABLE;
    }

    /** {@code Custom:DEVDND<device>} is a lamp of its own on the phone's own key. */
    static DeviceState deviceDoNotDisturb(boolean on) {
        return on ? DeviceState.BUSY : DeviceState.NOT_INUSE;
    }

    // Asterisk main/devicestate.c, ast_devstate_aggregate_add(): the highest rank wins, but for a phone that rings
    // while
    // another is in use.
    private static DeviceState together(Collection<DeviceState> phones) {
        boolean ringing = phones.contains(DeviceState.RINGING);
        boolean inUse = phones.contains(DeviceState.INUSE)
                || phones.contains(DeviceState.ONHOLD)
                || phones.contains(DeviceState.BUSY);
        if (ringing && inUse) {
            return DeviceState.RINGINUSE;
        }
        DeviceState highest = DeviceState.INVALID;
        for (DeviceState phone : phones) {
            if (rank(phone) > rank(highest)) {
                highest = phone;
            }
        }
        return highest;
    }

    private static int rank(DeviceState state) {
        return switch (state) {
            case INVALID -> 0;
            case UNKNOWN -> 1;
            case UNAVAILABLE -> 2;
            case NOT_INUSE -> 3;
            case ONHOLD -> 4;
            case RINGING -> 5;
            case INUSE -> 6;
            case BUSY -> 7;
            case RINGINUSE -> 8;
        };
    }
}
