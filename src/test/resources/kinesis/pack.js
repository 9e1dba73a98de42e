// Packs records with aws-kinesis-agg. Standard input: a line of JSON for each aggregate to make, an
// array of {partitionKey, explicitHashKey, data}. Standard output: a line of base64 for each.
const aggregation = require(process.argv[2] + '/node_modules/aws-kinesis-agg');

const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
for (const line of lines) {
  const aggregator = new aggregation.RecordAggregator();
  for (const record of JSON.parse(line)) {
    aggregator.addUserRecord(record);
  }
  console.log(aggregator.build().data.toString('base64'));
}
