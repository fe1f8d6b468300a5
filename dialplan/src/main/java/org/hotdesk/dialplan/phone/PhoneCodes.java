package org.hotdesk.dialplan.phone;

import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.DialplanConfig;

/** The codes that phones have keys for. */
public record PhoneCodes(String voicemail, String login, String logoff, String toggle, String pickup) {
    /** Those of a configuration. */
    public static PhoneCodes of(DialplanConfig dialplan) {
        return new PhoneCodes(
                dialplan.code(Code.OWN_VOICEMAIL),
                dialplan.code(Code.LOGIN),
                dialplan.code(Code.LOGOFF),
                dialplan.code(Code.TOGGLE),
                dialplan.code(Code.PICKUP));
    }
}
