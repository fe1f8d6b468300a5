package org.hotdesk.form;

import java.util.Optional;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** What may be set on a device. Pure. */
public final class DeviceFields {
    private DeviceFields() {}

    /**
     * The device as it will be; another technology brings its own dial string unless one is given. As it was, where that
     * cannot be.
     *
     * @param context what the field of the dialplan context is called
     */
    public static Device read(Device current, Fields fields, String context) {
        Technology technology =
                fields.text("tech", current.technology(), Technology::parse, "sip, pjsip, iax2, dahdi or custom");
        if (technology == Technology.CUSTOM && technology != current.technology() && !fields.isFilled("dial")) {
            fields.problem("dial", "a custom device needs its own dial string");
            return current;
        }
        DialString dial =
                fields.text("dial", dial(current, technology), DialString::parse, "one channel such as PJSIP/1001");
        DeviceKind kind = fields.text("type", current.kind(), DeviceKind::parse, "adhoc or fixed");
        Optional<UserNumber> defaultUser =
                fields.optional("default_user", current.defaultUser(), UserNumber::parse, "a user number");
        if (!technology.fits(dial)) {
            fields.problem("dial", "must be " + technology.prefix() + "<name> for " + technology.literal());
            return current;
        }
        if (kind == DeviceKind.FIXED && defaultUser.isEmpty()) {
            fields.problem("default_user", "a fixed device needs its user");
            return current;
        }
        return new Device(
                current.number(),
                technology,
                dial,
                kind,
                defaultUser,
                fields.optional(
                        "emergency_cid",
                        current.emergencyCallerId(),
                        CallerId::parse,
                        "a number, or a name and <number>"),
                fields.optional("location", current.emergencyLocation(), DisplayName::parse, DisplayName.RANGE),
                fields.text(context, current.context(), Token::parse, "the name of a dialplan context"),
                fields.text("description", current.description(), DisplayName::parse, DisplayName.RANGE),
                fields.optional("signalling", current.signalling(), Token::parse, "a word such as fxo_ks"),
                fields.flag("edge", current.behindEdge()));
    }

    private static DialString dial(Device current, Technology technology) {
        return technology == current.technology() || technology == Technology.CUSTOM
                ? current.dial()
                : DialString.of(technology, current.number());
    }
}
