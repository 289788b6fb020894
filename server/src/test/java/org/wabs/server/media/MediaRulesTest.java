package org.wabs.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wabs.cloudapi.MediaKind;

class MediaRulesTest {
    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, true",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855, true",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, true",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFA=, false",
        "not a hash, false"
    })
    void hashIsComparedInBothOfMetasSpellings(String given, boolean same) {
        assertThat(MediaBook.matches(EMPTY, given)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "bill.pdf, bill.pdf",
        "C:\\Users\\ana\\bill.pdf, bill.pdf",
        "../../etc/passwd, passwd",
        "'a\"b\r\nX-Header: 1.pdf', abX-Header: 1.pdf"
    })
    void nameHasNoFoldersAndBreaksOutOfNoHeader(String given, String kept) {
        assertThat(MediaBook.name(given)).isEqualTo(kept);
    }

    @Test
    void detectorsNamesBecomeMetas() {
        assertThat(MediaRules.name("audio/vorbis")).isEqualTo("audio/ogg");
        assertThat(MediaRules.name("text/plain; charset=UTF-8")).isEqualTo("text/plain");
        assertThat(MediaRules.kinds("image/png")).contains(MediaKind.IMAGE);
        assertThat(MediaRules.kinds("application/x-msdownload")).isEmpty();
    }

    @Test
    void triesOfADownloadReachOverTheDaysThatMetaKeepsAFile() {
        var waited =
                IntStream.range(0, 23)
                        .mapToObj(MediaFetch::waitAfter)
                        .reduce(Duration.ZERO, Duration::plus);

        assertThat(MediaFetch.waitAfter(0)).isLessThan(Duration.ofMinutes(1));
        assertThat(waited).isBetween(Duration.ofDays(4), Duration.ofDays(8));
    }
}
