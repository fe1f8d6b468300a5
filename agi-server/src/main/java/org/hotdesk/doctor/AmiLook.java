package org.hotdesk.doctor;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an Asterisk said at its manager interface.
 *
 * @param refusal why nobody could log in; empty when it worked
 * @param reached whether it was an Asterisk that refused
 * @param version such as {@code 22.10.1}
 * @param actions what the account may do, by Asterisk's names
 * @param hears whether it is told of events of class user
 * @param absentModules those asked for that are not loaded
 * @param dialplan what the loaded contexts do, a line {@code context app(data)} for each priority
 * @param clock Asterisk's
 */
record AmiLook(
        Optional<String> refusal,
        boolean reached,
        String version,
        Set<String> actions,
        boolean hears,
        Set<String> absentModules,
        Set<String> dialplan,
        Optional<Instant> clock) {
    AmiLook {
        actions = Set.copyOf(actions);
        absentModules = Set.copyOf(absentModules);
        dialplan = Set.copyOf(dialplan);
    }

    static AmiLook refused(boolean reached, String why) {
        return new AmiLook(Optional.of(why), reached, "", Set.of(), false, Set.of(), Set.of(), Optional.empty());
    }
}
