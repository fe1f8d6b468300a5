package org.hotdesk.store;

import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Devices and users that have everything set. */
final class Samples {
    private Samples() {}

    /** The same device, reached otherwise. */
    static Device dialled(Device device, Technology technology, DialString dial) {
        return new Device(
                device.number(),
                technology,
                dial,
                device.kind(),
                device.defaultUser(),
                device.emergencyCallerId(),
                device.emergencyLocation(),
                new Token("from-phones"),
                new DisplayName("reception"),
                Token.parse("fxo_ks"),
                true);
    }

    /** A user of whom every value is set to something that is not the default. */
    static AmpUser everything(UserNumber number) {
        return AmpUser.builder(number, new DisplayName("Zoë O'Brien, 2nd"))
                .cidnum(UserNumber.parse("100"))
                .outboundcid(CallerId.parse("\"Head office\" <+15550100>"))
                .ringtimer(25)
                .noAnswer(NoAnswer.parse("vmbox-1234"))
                .mailbox(MailboxAddress.parse("1234@sales"))
                .recording(new Recording(
                        Recording.Rule.FORCE, Recording.Rule.YES, Recording.Rule.NO, Recording.Rule.NEVER))
                .context(Token.parse("from-sales"))
                .language(Token.parse("de"))
                .accountcode(Token.parse("acc-7"))
                .dialOptions(Optional.of("HhTtr"))
                .features(
                        new CallFeatures(Optional.of("+15550101"), Optional.of("202"), Optional.of("*98"), true, true))
                .build();
    }
}
