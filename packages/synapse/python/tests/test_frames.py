"""Frames."""

from twisted.trial.unittest import TestCase

from synapse_bouton.frames import MAX_LENGTH, FrameReader, Kind, ProtocolError, encode_frame


class EncodeFrameTest(TestCase):
    def test_a_frame_is_its_length_kind_id_and_body(self) -> None:
        self.assertEqual(encode_frame(Kind.REQUEST, 258, b"[1]"), b"\x00\x00\x00\x08\x01\x00\x00\x01\x02[1]")

    def test_a_body_that_is_too_long_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "A frame of 67108865 bytes is too long; 67108864 is the most"):
            encode_frame(Kind.CHUNK, 1, bytes(MAX_LENGTH - 4))


class FrameReaderTest(TestCase):
    frames = ((Kind.REQUEST, 1, b'["hello"]'), (Kind.PING, 2, b""), (Kind.CHUNK, 3, bytes(range(256))))
    stream = b"".join(encode_frame(*frame) for frame in frames)

    def test_frames_come_out_however_the_stream_is_cut(self) -> None:
        for size in (1, 2, 3, 7, 8, 9, 10, 64, len(self.stream)):
            reader = FrameReader()
            pieces = [self.stream[at : at + size] for at in range(0, len(self.stream), size)]
            self.assertEqual([frame for piece in pieces for frame in reader.feed(piece)], list(self.frames))

    def test_an_impossible_length_is_refused_before_the_body_is_waited_for(self) -> None:
        for length, text in ((4, "A frame of 4 bytes came"), (MAX_LENGTH + 1, "A frame of 67108865 bytes came")):
            with self.assertRaisesRegex(ProtocolError, text):
                list(FrameReader().feed(length.to_bytes(4, "big") + bytes(5)))

    def test_an_unknown_kind_is_refused(self) -> None:
        with self.assertRaisesRegex(ProtocolError, "A frame of the unknown kind 11 came"):
            list(FrameReader().feed(b"\x00\x00\x00\x05\x0b\x00\x00\x00\x01"))
