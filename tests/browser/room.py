"""A small room, for what does not need a whole workshop."""

from tests.browser.devices import Devices
from tests.browser.house import House
from tests.browser.people import Facilitator, Participant

WRITTEN = """const written = (name) => import(new URL(`writing/${name}.js`, document.querySelector('script[src*="app/main.js"]').src));"""
"""For a script in a page: its own modules of the editor, by name."""
MODULES = f"""{WRITTEN}
  const text = (await written('shared')).open('vision');"""
"""And the text that is open in it."""


class Room:
    """Two partners at their phones, and who runs the room."""

    def __init__(self, house: House, devices: Devices) -> None:
        self.devices = devices
        self.facilitator = Facilitator(devices.laptop(), "Jo D.")
        self.facilitator.make_account(house.start_link)
        self.facilitator.make_workshop("Harbour plan", "Harbour partners", ["Anglers", "Sailors"])
        self.facilitator.open_doors()
        self.maria, self.ro = Participant(devices.phone(), "Maria A."), Participant(devices.phone(), "Ro O.")
        for person, partner in ((self.maria, "Anglers"), (self.ro, "Sailors")):
            person.join(self.facilitator.code, partner=partner, speaks=True)
            self.facilitator.confirm(person.name)
