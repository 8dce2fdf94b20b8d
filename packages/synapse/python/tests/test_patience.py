"""Patience."""

from twisted.trial.unittest import TestCase

from synapse_bouton.patience import Patience


class PatienceTest(TestCase):
    def test_answers_that_come_at_once_are_always_waited_for(self) -> None:
        patience = Patience()
        for _ in range(10):
            self.assertTrue(patience.worth_waiting())
            patience.learn(True)

    def test_answers_that_take_longer_are_waited_for_less_and_less(self) -> None:
        patience = Patience()
        waits = []
        for request in range(1000):
            if patience.worth_waiting():
                waits.append(request)
                patience.learn(False)
        self.assertEqual(waits, [0, 3, 8, 17, 34, 67, 132, 261, 518, 775])

    def test_only_a_few_are_waited_for_in_one_turn(self) -> None:
        patience = Patience()
        turns = []
        for _ in range(2):
            turns.append([patience.worth_waiting() and patience.begin_wait() for _ in range(6)])
            self.assertFalse(patience.worth_waiting())
            patience.next_turn()
        self.assertEqual(turns, [[True, False, False, False, False, False]] * 2)
        self.assertTrue(patience.worth_waiting())

    def test_one_that_comes_at_once_again_restores_it(self) -> None:
        patience = Patience()
        patience.learn(False)
        while not patience.worth_waiting():
            pass
        patience.learn(True)
        self.assertTrue(patience.worth_waiting())
