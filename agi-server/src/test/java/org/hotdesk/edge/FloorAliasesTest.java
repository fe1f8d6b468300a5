package org.hotdesk.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;

class FloorAliasesTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");
    private static final UserNumber ANN = new UserNumber("201");

    private final Floor floor = Floor.EMPTY
            .withDevice(Device.adhoc(DESK))
            .withUser(AmpUser.named(ANN, new DisplayName("Ann")))
            .withAlias(Alias.of(new AliasName("+15550202"), ANN))
            .withAlias(Alias.of(new AliasName("+15550201"), ANN));

    @Test
    void target_isTheNumber_ofUserOrDevice() {
        Floor named = floor.withAlias(Alias.of(new AliasName("window"), DESK));

        assertThat(new FloorAliases(() -> named).target("+15550202")).contains("201");
        assertThat(new FloorAliases(() -> named).target("window")).contains("1001");
        assertThat(new FloorAliases(() -> named).target("201")).isEmpty();
        assertThat(new FloorAliases(() -> named).target("a b\r\n")).isEmpty();
    }

    @Test
    void reverse_isTheDesksOwn_elseTheLowestOfWhoSitsThere() {
        Floor seated = floor.withSession(new Session(1, DESK, ANN, Instant.EPOCH, How.CODE));
        Floor named = seated.withAlias(Alias.of(new AliasName("window"), DESK));

        assertThat(new FloorAliases(() -> floor).reverse(DESK)).isEmpty();
        assertThat(new FloorAliases(() -> seated).reverse(DESK)).contains("+15550201");
        assertThat(new FloorAliases(() -> named).reverse(DESK)).contains("window");
    }
}
