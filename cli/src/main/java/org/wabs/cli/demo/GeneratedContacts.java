package org.wabs.cli.demo;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wabs.cli.CommandProblem;

/// Any number of contacts with valid mobile numbers of several countries, none of the United
/// States. Somebody may own such a number, so they are made only for a Cloud API on this machine.
///
/// @param people how many
/// @param seed the same seed gives the same people
record GeneratedContacts(int people, long seed) {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HEADER =
            "phone,name,language,country,consent,order_number,delivery_day\n";
    private static final int ROWS_AT_ONCE = 500;

    /// Mobile numbers of a country: the prefix and so many more digits.
    private record Country(String code, String language, String prefix, int digits) {}

    private static final List<Country> COUNTRIES =
            List.of(
                    new Country("DE", "de", "+4915", 9),
                    new Country("ES", "es", "+346", 8),
                    new Country("IN", "hi", "+919", 9),
                    new Country("GB", "en", "+447", 9),
                    new Country("CO", "es", "+573", 9),
                    new Country("FR", "fr", "+336", 8),
                    new Country("PT", "pt_BR", "+3519", 8),
                    new Country("ZA", "en", "+277", 8));

    private static final List<String> FIRST =
            List.of(
                    "Ana",
                    "Bruno",
                    "Chloé",
                    "Dieter",
                    "Elena",
                    "Fátima",
                    "Gabriel",
                    "Hannah",
                    "Ishaan",
                    "João",
                    "Kavya",
                    "Lucía",
                    "Mateo",
                    "Nomsa",
                    "Oliver",
                    "Priya",
                    "Quentin",
                    "Rosa",
                    "Søren",
                    "Thandi",
                    "Uma",
                    "Valentina",
                    "Wolfgang",
                    "Zoë");
    private static final List<String> LAST =
            List.of(
                    "Almeida",
                    "Bauer",
                    "Castro",
                    "Dubois",
                    "Ellis",
                    "Ferreira",
                    "García",
                    "Hughes",
                    "Iyer",
                    "Jiménez",
                    "Khumalo",
                    "Lefèvre",
                    "Müller",
                    "Naidoo",
                    "O'Neill",
                    "Patel",
                    "Restrepo",
                    "Schröder",
                    "Weiß");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");

    /// @param cloudApi where the messages would go
    /// @throws CommandProblem unless that is on this machine
    static GeneratedContacts of(int people, long seed, URI cloudApi) {
        if (!isLoopback(cloudApi))
            throw CommandProblem.cannotStart(
                    "Contacts are generated only for the simulator: "
                            + cloudApi
                            + " is not on this machine, and the numbers may belong to real people.");
        return new GeneratedContacts(people, seed);
    }

    private static boolean isLoopback(URI address) {
        try {
            // without a host, getByName would answer with this machine
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// The file, a piece at a time; the same at each reading.
    Iterable<byte[]> csv() {
        return Pieces::new;
    }

    private final class Pieces implements Iterator<byte[]> {
        private final long[] tried = new long[COUNTRIES.size()];
        private int done = -1; // the header comes first

        @Override
        public boolean hasNext() {
            return done < people;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) throw new NoSuchElementException();
            var text = new StringBuilder();
            if (done < 0) {
                text.append(HEADER);
                done = 0;
            }
            int end = Math.min(people, done + ROWS_AT_ONCE);
            for (; done < end; done++) row(text);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private void row(StringBuilder text) {
            int country = done % COUNTRIES.size();
            long draw = mixed(done);
            text.append(number(country)).append(',');
            text.append(pick(FIRST, draw)).append(' ').append(pick(LAST, draw >>> 8)).append(',');
            text.append(COUNTRIES.get(country).language()).append(',');
            text.append(COUNTRIES.get(country).code()).append(",opted_in,");
            text.append("AF-").append(10_000 + done).append(',');
            text.append(pick(DAYS, draw >>> 16)).append('\n');
        }

        /// Steps through all numbers of the country in a scattered order: none comes twice.
        private String number(int index) {
            var country = COUNTRIES.get(index);
            long all = Math.powExact(10L, country.digits());
            long first = Math.floorMod(mixed(-1 - index), all);
            while (true) {
                // 7 and 10 have no common factor, nor have powers of them: each step is new
                long digits = Math.floorMod(first + tried[index]++ * STEP, all);
                var number = country.prefix() + padded(digits, country.digits());
                if (isMobile(number, country.code())) return number;
            }
        }
    }

    /// 7^9, below the smallest range of numbers.
    private static final long STEP = 40_353_607;

    private static String padded(long digits, int length) {
        var text = Long.toString(digits);
        return "0".repeat(length - text.length()) + text;
    }

    private static boolean isMobile(String number, String country) {
        try {
            var parsed = NUMBERS.parse(number, null);
            return NUMBERS.isValidNumberForRegion(parsed, country)
                    && NUMBERS.getNumberType(parsed) == PhoneNumberUtil.PhoneNumberType.MOBILE;
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static String pick(List<String> choices, long draw) {
        return choices.get((int) Math.floorMod(draw & 0xFFFF, choices.size()));
    }

    private long mixed(long index) {
        long z = seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
