import { rooms } from "./cluster.ts";
import { listedRooms } from "./ops-api.ts";

export function RoomTable() {
  const { rooms: listed, more } = rooms.value;
  return (
    <section class="ops-rooms" aria-labelledby="rooms-title">
      <h2 id="rooms-title">
        Rooms <span class="ops-quiet">{more ? `the first ${listedRooms}` : listed.length}</span>
      </h2>
      {listed.length === 0 ? (
        <p class="ops-quiet">Nobody is in a call.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Room</th>
              <th scope="col">Node</th>
              <th scope="col">Epoch</th>
              <th scope="col">People</th>
            </tr>
          </thead>
          <tbody>
            {listed.map(({ name, nodeId, epoch, participants }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{nodeId}</td>
                <td>{epoch}</td>
                <td>{participants}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
