package org.hotdesk.model;

import java.util.Optional;

/**
 * A phone on a desk; also the SIP account it registers with. Its secret is not here: the store keeps it sealed.
 *
 * @param dial how {@code Dial} reaches it; begins with the technology's prefix, or is any channel for {@link Technology#CUSTOM}
 * @param defaultUser for a fixed device its user (required), for an adhoc one who sits there when nobody is logged in
 * @param emergencyCallerId the desk's caller id on emergency calls, whoever is logged in
 * @param emergencyLocation where the desk stands, in words
 * @param context the Asterisk context its calls begin in
 * @param signalling of a DAHDI channel only, such as {@code fxo_ks}
 * @param behindEdge whether it registers at Hotdesk's own SIP edge instead of at Asterisk
 */
public record Device(
        DeviceNumber number,
        Technology technology,
        DialString dial,
        DeviceKind kind,
        Optional<UserNumber> defaultUser,
        Optional<CallerId> emergencyCallerId,
        Optional<DisplayName> emergencyLocation,
        Token context,
        DisplayName description,
        Optional<Token> signalling,
        boolean behindEdge) {
    /** Where a device's calls begin unless said otherwise; FreePBX's name. */
    public static final Token FROM_INTERNAL = new Token("from-internal");

    public Device {
        if (!technology.fits(dial)) {
            throw new IllegalArgumentException("device " + number + ": dial string must be " + technology.prefix()
                    + (technology == Technology.DAHDI ? "<channel number>" : "<name>"));
        }
        if (kind == DeviceKind.FIXED && defaultUser.isEmpty()) {
            throw new IllegalArgumentException("device " + number + ": a fixed device needs its user");
        }
    }

    /** A PJSIP hot desk with nobody's default: the commonest device. */
    public static Device adhoc(DeviceNumber number) {
        return new Device(
                number,
                Technology.PJSIP,
                DialString.of(Technology.PJSIP, number),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FROM_INTERNAL,
                new DisplayName("device " + number),
                Optional.empty(),
                false);
    }

    public boolean isFixed() {
        return kind == DeviceKind.FIXED;
    }

    /** The same device, fixed to one user. */
    public Device fixedTo(UserNumber user) {
        return with(DeviceKind.FIXED, Optional.of(user));
    }

    /** The same device as a hot desk which falls back to this user. */
    public Device fallingBackTo(UserNumber user) {
        return with(DeviceKind.ADHOC, Optional.of(user));
    }

    /** The same device with the caller id and place that emergency calls from it must show. */
    public Device at(CallerId callerId, DisplayName location) {
        return new Device(
                number,
                technology,
                dial,
                kind,
                defaultUser,
                Optional.of(callerId),
                Optional.of(location),
                context,
                description,
                signalling,
                behindEdge);
    }

    /** The same device, whose phone registers at our SIP edge. */
    public Device behindTheEdge() {
        return new Device(
                number,
                technology,
                dial,
                kind,
                defaultUser,
                emergencyCallerId,
                emergencyLocation,
                context,
                description,
                signalling,
                true);
    }

    private Device with(DeviceKind newKind, Optional<UserNumber> user) {
        return new Device(
                number,
                technology,
                dial,
                newKind,
                user,
                emergencyCallerId,
                emergencyLocation,
                context,
                description,
                signalling,
                behindEdge);
    }
}
