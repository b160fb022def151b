import { useSession } from "../session.ts";
import { AskAs } from "../shell/AskAs.tsx";
import { SiteHeader } from "../shell/SiteHeader.tsx";
import { useSystem } from "../system.ts";
import { LiveBoard } from "./LiveBoard.tsx";
import { NotSignedIn } from "./NotSignedIn.tsx";

export function LivePage() {
  const system = useSystem();
  const session = useSession();
  const people = system?.people ?? [];
  const person = people.find(({ username }) => username === session?.username);
  return (
    <>
      <SiteHeader page="/live/">
        <AskAs people={people} />
      </SiteHeader>
      <main className="live">
        {system && !session && <NotSignedIn people={people} />}
        {system && session && <LiveBoard key={session.username} people={people} role={person?.role ?? "CUSTOMER"} />}
      </main>
    </>
  );
}
