// Puts an item in the session that was built last, or in a new one. Small, since it goes along with many pages: what it
// writes is read with care by components/rundown.
(() => {
  const { store } = Struin;
  const MOST = 200; // blocks
  const save = (plan) => store.set(`plan:${plan.id}`, { ...plan, at: Math.max(Date.now(), plan.at + 1 || 0) });

  Struin.plan = {
    /**
     * Adds an item ({id, title, minutes}, such as a row of `Struin.items()`) to the end of the active plan.
     * {already: true} if it is in there, unless `again`; else {lasts, undo()}, `lasts` telling whether it will still be
     * there on the next page.
     */
    add({ id, title, minutes }, again = false) {
      let plan = store.get(`plan:${store.get("plans:active", null)}`, null);
      const isNew = !(plan?.blocks?.length < MOST);
      if (isNew) {
        const own = Math.random().toString(36).slice(2) + Date.now().toString(36);
        plan = { format: "struin-session", version: 1, id: own, title: "", goal: "", date: null, start: "09:00", people: null, at: 0, blocks: [] };
      }
      if (!again && plan.blocks.some((block) => block.item === id)) return { already: true };
      let number = plan.blocks.length + 1;
      while (plan.blocks.some((block) => block.key === `b${number}`)) number += 1;
      const key = `b${number}`;
      save({ ...plan, blocks: [...plan.blocks, { key, item: id, own: null, title, minutes: minutes || 10, at: null, do: "", note: "" }] });
      store.set("plans:active", plan.id);
      const undo = () => {
        const now = store.get(`plan:${plan.id}`, null);
        const blocks = now?.blocks?.filter((block) => block.key !== key);
        if (isNew && !blocks?.length) {
          store.remove(`plan:${plan.id}`);
          store.remove("plans:active");
        } else if (blocks) save({ ...now, blocks });
      };
      return { already: false, lasts: store.lasts(`plan:${plan.id}`), undo };
    },
  };
})();
