package org.hotdesk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201=user-202, 202=just-ring           | 201 | ''",
                "201=user-202, 202=user-203, 203=ivr_1 | 201 | ''",
                "201=user-201                          | 201 | user 201: noanswer must come to an end; it goes in a circle, 201 -> 201",
                "201=user-202, 202=user-201            | 201 | user 201: noanswer must come to an end; it goes in a circle, 201 -> 202 -> 201",
                "201=user-202, 202=user-201            | 202 | user 202: noanswer must come to an end; it goes in a circle, 202 -> 201 -> 202",
                "201=user-202, 202=user-203, 203=user-202 | 201 | user 201: noanswer must come to an end; it goes in a circle, 202 -> 203 -> 202",
                "201=user-999                          | 201 | user 201: noanswer must lead to a user; there is no user 999"
            })
    void noAnswer_mustComeToAnEnd(String users, String number, String reason) {
        List<AmpUser> all = new ArrayList<>();
        for (String user : users.split(", ", -1)) {
            all.add(user(user.substring(0, 3), user.substring(4)));
        }
        Floor floor = Floor.of(List.of(), all, List.of());

        assertThat(Admission.user(floor, floor.user(new UserNumber(number)).orElseThrow()))
                .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @Test
    void device_needsAKnownDefaultUserAndADialStringOfItsOwn() {
        Device desk = Device.adhoc(new DeviceNumber("1001")).fallingBackTo(new UserNumber("201"));
        Floor floor = Floor.of(List.of(desk), List.of(), List.of());

        assertThat(Admission.device(floor, desk))
                .containsExactly("device 1001: default-user must be a user; there is no user 201");
    }

    @Test
    void removal_namesWhoStillNeedsTheUser() {
        List<Device> desks = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            desks.add(Device.adhoc(new DeviceNumber("100" + i)).fallingBackTo(new UserNumber("201")));
        }
        Floor floor = Floor.of(desks, List.of(user("201", "just-ring"), user("202", "user-201")), List.of());

        assertThat(Admission.removal(floor, new UserNumber("201")))
                .containsExactly(
                        "user 201: is default-user of device 1001, 1002, 1003, 1004, 1005 and 2 more; give these another first",
                        "user 201: is noanswer of user 202; give these another first");
        assertThat(Admission.removal(floor, new UserNumber("202"))).isEmpty();
    }

    private static AmpUser user(String number, String noAnswer) {
        return AmpUser.builder(new UserNumber(number), new DisplayName("User " + number))
                .noAnswer(NoAnswer.parse(noAnswer))
                .build();
    }
}
