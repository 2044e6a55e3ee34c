// Run by mongosh: makes one replica set of the members, and the user that Switchboard signs in as. Doing it again changes nothing.
const { readFileSync } = require('node:fs');
const { MEMBERS, ADMIN_PASSWORD_FILE, USER_PASSWORD_FILE } = process.env;
const members = MEMBERS.split(',');
const secret = (path) => readFileSync(path, 'utf8').trim();
const credentials = `admin:${encodeURIComponent(secret(ADMIN_PASSWORD_FILE))}`;

/** A first start takes a while, and the member that makes the administrator starts twice. */
const connectTo = (uri) => {
  for (let left = 60; ; left--)
    try {
      return connect(uri);
    } catch (failure) {
      if (left === 0) throw failure;
      print(`Not yet: ${failure.message}`);
      sleep(1000);
    }
};

const first = connectTo(`mongodb://${credentials}@${members[0]}/admin?directConnection=true`);
try {
  first.adminCommand({ replSetGetStatus: 1 });
} catch (failure) {
  if (failure.codeName !== 'NotYetInitialized') throw failure;
  first.adminCommand({
    replSetInitiate: { _id: 'rs0', members: members.map((host, _id) => ({ _id, host })) },
  });
}

const admin = connectTo(`mongodb://${credentials}@${MEMBERS}/admin?replicaSet=rs0`);
const database = admin.getSiblingDB('switchboard');
const rights = {
  pwd: secret(USER_PASSWORD_FILE),
  roles: [{ role: 'readWrite', db: 'switchboard' }],
};
if (database.getUser('switchboard') === null) database.createUser({ user: 'switchboard', ...rights });
else database.updateUser('switchboard', rights);
print('The replica set and its user are there.');
