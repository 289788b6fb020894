package org.wabs.cloudapi;

/// What Meta allows in messages that are no templates: characters, counts and sizes, in one place
/// (Meta, Messages and Media pages, read 2026-03).
public final class MessageLimits {
    public static final int TEXT = 4096;
    public static final int CAPTION = 1024;
    public static final int FILENAME = 240;

    public static final int HEADER = 60;
    public static final int FOOTER = 60;

    /// Of all interactive messages but lists.
    public static final int INTERACTIVE_BODY = 1024;

    public static final int LIST_BODY = 4096;
    public static final int REPLY_BUTTONS = 3;
    public static final int BUTTON_ID = 256;
    public static final int BUTTON_TITLE = 20;
    public static final int LIST_ROWS = 10;
    public static final int LIST_SECTIONS = 10;
    public static final int ROW_ID = 200;
    public static final int ROW_TITLE = 24;
    public static final int ROW_DESCRIPTION = 72;
    public static final int SECTION_TITLE = 24;
    public static final int URL = 2000;
    public static final int PRODUCTS = 30;
    public static final int FEWEST_CARDS = 2;
    public static final int MOST_CARDS = 10;
    public static final int CARD_BODY = 160;
    public static final int CONTACT_CARDS = 257;

    private static final int KILOBYTE = 1024;
    private static final int MEGABYTE = 1024 * 1024;
    public static final long AUDIO_BYTES = 16L * MEGABYTE;
    public static final long DOCUMENT_BYTES = 100L * MEGABYTE;
    public static final long IMAGE_BYTES = 5L * MEGABYTE;
    public static final long VIDEO_BYTES = 16L * MEGABYTE;
    public static final long ANIMATED_STICKER_BYTES = 500L * KILOBYTE;
    public static final long STICKER_BYTES = 100L * KILOBYTE;

    /// What a customer can send at most: larger files arrive as error 131052.
    public static final long INBOUND_BYTES = 100L * MEGABYTE;

    private MessageLimits() {}
}
