package org.hotdesk.agi.script;

import java.time.Instant;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.CallKind;

/**
 * One lookup that was answered: what was asked, and the floor from which the answer came. From these the answer can be
 * worked out again, and explained.
 *
 * @param call Asterisk's unique id of the channel
 * @param half which halves were asked for
 * @param device the calling one; empty when the dialplan named none
 * @param callee empty when the dialplan asked for the caller only, or for no number of a user
 */
public record Lookup(
        Instant when,
        String call,
        LookupScript.Half half,
        Optional<DeviceNumber> device,
        Optional<UserNumber> callee,
        CallKind kind,
        Floor floor) {}
