package org.hotdesk.dialplan.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.dialplan.phone.PhoneSheet.Lamp;
import org.hotdesk.dialplan.phone.PhoneSheet.Line;
import org.hotdesk.dialplan.phone.PhoneSheet.Wishes;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;

/** Phones for tests. */
final class Sheets {
    static final PhoneCodes CODES = new PhoneCodes("*97", "*11", "*12", "*13", "**");
    static final PhoneModels MODELS = PhoneModels.read();
    static final MacAddress MAC = new MacAddress("00:04:13:aa:bb:cc");

    private Sheets() {}

    static PhoneBuilder builder() {
        return new PhoneBuilder(MODELS, CODES, Optional.empty());
    }

    static Line line(int number) {
        return new Line(
                new DeviceNumber(Integer.toString(number)),
                "s3cret-" + number + "&%",
                "Ann & \u00c9mile " + number,
                new Registrar("pbx.example.com", 5060));
    }

    static PhoneSheet of(String model, int lines) {
        List<Line> all = new ArrayList<>();
        for (int number = 1; number <= lines; number++) {
            all.add(line(1000 + number));
        }
        return new PhoneSheet(MAC, new ModelName(model), "Desk 7", all, Wishes.NONE, List.of());
    }

    static PhoneSheet with(PhoneSheet sheet, Wishes wishes) {
        return new PhoneSheet(sheet.mac(), sheet.model(), sheet.label(), sheet.lines(), wishes, sheet.settings());
    }

    static List<Lamp> lamps(int number) {
        List<Lamp> lamps = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            lamps.add(new Lamp(new UserNumber(Integer.toString(200 + i)), "Colleague " + i));
        }
        return lamps;
    }
}
