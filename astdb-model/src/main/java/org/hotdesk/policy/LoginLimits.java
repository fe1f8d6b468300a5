package org.hotdesk.policy;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Phones;
import org.hotdesk.model.Token;

/**
 * What a login of a user at a device must keep to.
 *
 * @param phonesMax most hot desks at once, 0 for any number; counts with {@link Phones#ALLOW} only
 * @param userMay whether the user's side says yes to hot-desking
 * @param deviceMay whether the device's side does
 * @param allowGroups who may log in at the device, by group; empty for everybody
 * @param allowAreas where the user may log in, by the device's group; empty for anywhere
 * @param group the user's
 * @param area the device's group
 */
public record LoginLimits(
        Phones phones,
        int phonesMax,
        boolean userMay,
        boolean deviceMay,
        List<String> allowGroups,
        List<String> allowAreas,
        Optional<Token> group,
        Optional<Token> area) {
    public LoginLimits {
        allowGroups = List.copyOf(allowGroups);
        allowAreas = List.copyOf(allowAreas);
    }

    /** Whether the device lets the user's group in. */
    public boolean isOfAllowedGroup() {
        return allowGroups.isEmpty()
                || group.map(Token::text).filter(allowGroups::contains).isPresent();
    }

    /** Whether the device stands where the user may sit. */
    public boolean isInAllowedArea() {
        return allowAreas.isEmpty()
                || area.map(Token::text).filter(allowAreas::contains).isPresent();
    }
}
