export async function find({ day }) {
  return { day, orders: [] };
}
