package org.hotdesk.ami;

import java.time.Instant;
import java.util.Optional;
import org.hotdesk.ami.lamp.LampStatus;
import org.hotdesk.ami.link.AmiStatus;
import org.hotdesk.ami.mailbox.MailboxStatus;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.ami.mirror.MirrorStatus;

/**
 * All about one Asterisk at one moment.
 *
 * @param queueFault why somebody is not in a queue where they belong
 * @param lastContact when Asterisk answered a heartbeat last
 */
public record BridgeStatus(
        String server,
        AmiStatus links,
        MirrorStatus mirror,
        LampStatus lamps,
        MailboxStatus mailboxes,
        Optional<String> queueFault,
        Optional<Instant> lastContact) {
    /** True when there is nothing for a person to do. */
    public boolean isSound() {
        return links.isUp()
                && (mirror.state() == MirrorState.LIVE || mirror.state() == MirrorState.STANDBY)
                && mirror.unsayable().isEmpty()
                && lamps.fault().isEmpty()
                && queueFault.isEmpty()
                && mailboxes.isSound();
    }
}
