package org.hotdesk.agi.protocol;

import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiReader;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiWriter;
import org.asteriskjava.fastagi.internal.AgiChannelImpl;

/** The library's channel without the round trip it adds to each session, and without parsing Asterisk's version. */
final class SessionChannel extends AgiChannelImpl {
    private static final String LIBRARY_STATUS = "AJ_AGISTATUS";

    SessionChannel(AgiRequest request, AgiWriter writer, AgiReader reader) {
        super(request, writer, reader);
    }

    /** None of our commands differs by version. */
    @Override
    public AsteriskVersion getAsteriskVersion() {
        return AsteriskVersion.DEFAULT_VERSION;
    }

    /** Leaves out the library's own status variable: our dialplan trusts HD_OK alone. */
    @Override
    public void setVariable(String name, String value) throws AgiException {
        if (!name.equals(LIBRARY_STATUS)) {
            super.setVariable(name, value);
        }
    }
}
