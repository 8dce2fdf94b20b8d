import * as validator from 'class-validator';
import { legacyOnly } from './legacy-only.ts';

// The decorators of class-validator. Called as those of TC39 they say what to do, in the place of a TypeError.
export const Allow: typeof validator.Allow = legacyOnly('Allow', validator.Allow);
export const ArrayContains: typeof validator.ArrayContains = legacyOnly('ArrayContains', validator.ArrayContains);
export const ArrayMaxSize: typeof validator.ArrayMaxSize = legacyOnly('ArrayMaxSize', validator.ArrayMaxSize);
export const ArrayMinSize: typeof validator.ArrayMinSize = legacyOnly('ArrayMinSize', validator.ArrayMinSize);
export const ArrayNotContains: typeof validator.ArrayNotContains = legacyOnly(
  'ArrayNotContains',
  validator.ArrayNotContains,
);
export const ArrayNotEmpty: typeof validator.ArrayNotEmpty = legacyOnly('ArrayNotEmpty', validator.ArrayNotEmpty);
export const ArrayUnique: typeof validator.ArrayUnique = legacyOnly('ArrayUnique', validator.ArrayUnique);
export const Contains: typeof validator.Contains = legacyOnly('Contains', validator.Contains);
export const Equals: typeof validator.Equals = legacyOnly('Equals', validator.Equals);
export const IsAlpha: typeof validator.IsAlpha = legacyOnly('IsAlpha', validator.IsAlpha);
export const IsAlphanumeric: typeof validator.IsAlphanumeric = legacyOnly('IsAlphanumeric', validator.IsAlphanumeric);
export const IsArray: typeof validator.IsArray = legacyOnly('IsArray', validator.IsArray);
export const IsAscii: typeof validator.IsAscii = legacyOnly('IsAscii', validator.IsAscii);
export const IsBIC: typeof validator.IsBIC = legacyOnly('IsBIC', validator.IsBIC);
export const IsBase32: typeof validator.IsBase32 = legacyOnly('IsBase32', validator.IsBase32);
export const IsBase58: typeof validator.IsBase58 = legacyOnly('IsBase58', validator.IsBase58);
export const IsBase64: typeof validator.IsBase64 = legacyOnly('IsBase64', validator.IsBase64);
export const IsBoolean: typeof validator.IsBoolean = legacyOnly('IsBoolean', validator.IsBoolean);
export const IsBooleanString: typeof validator.IsBooleanString = legacyOnly(
  'IsBooleanString',
  validator.IsBooleanString,
);
export const IsBtcAddress: typeof validator.IsBtcAddress = legacyOnly('IsBtcAddress', validator.IsBtcAddress);
export const IsByteLength: typeof validator.IsByteLength = legacyOnly('IsByteLength', validator.IsByteLength);
export const IsCreditCard: typeof validator.IsCreditCard = legacyOnly('IsCreditCard', validator.IsCreditCard);
export const IsCurrency: typeof validator.IsCurrency = legacyOnly('IsCurrency', validator.IsCurrency);
export const IsDataURI: typeof validator.IsDataURI = legacyOnly('IsDataURI', validator.IsDataURI);
export const IsDate: typeof validator.IsDate = legacyOnly('IsDate', validator.IsDate);
export const IsDateString: typeof validator.IsDateString = legacyOnly('IsDateString', validator.IsDateString);
export const IsDecimal: typeof validator.IsDecimal = legacyOnly('IsDecimal', validator.IsDecimal);
export const IsDefined: typeof validator.IsDefined = legacyOnly('IsDefined', validator.IsDefined);
export const IsDivisibleBy: typeof validator.IsDivisibleBy = legacyOnly('IsDivisibleBy', validator.IsDivisibleBy);
export const IsEAN: typeof validator.IsEAN = legacyOnly('IsEAN', validator.IsEAN);
export const IsEmail: typeof validator.IsEmail = legacyOnly('IsEmail', validator.IsEmail);
export const IsEmpty: typeof validator.IsEmpty = legacyOnly('IsEmpty', validator.IsEmpty);
export const IsEnum: typeof validator.IsEnum = legacyOnly('IsEnum', validator.IsEnum);
export const IsEthereumAddress: typeof validator.IsEthereumAddress = legacyOnly(
  'IsEthereumAddress',
  validator.IsEthereumAddress,
);
export const IsFQDN: typeof validator.IsFQDN = legacyOnly('IsFQDN', validator.IsFQDN);
export const IsFirebasePushId: typeof validator.IsFirebasePushId = legacyOnly(
  'IsFirebasePushId',
  validator.IsFirebasePushId,
);
export const IsFullWidth: typeof validator.IsFullWidth = legacyOnly('IsFullWidth', validator.IsFullWidth);
export const IsHSL: typeof validator.IsHSL = legacyOnly('IsHSL', validator.IsHSL);
export const IsHalfWidth: typeof validator.IsHalfWidth = legacyOnly('IsHalfWidth', validator.IsHalfWidth);
export const IsHash: typeof validator.IsHash = legacyOnly('IsHash', validator.IsHash);
export const IsHexColor: typeof validator.IsHexColor = legacyOnly('IsHexColor', validator.IsHexColor);
export const IsHexadecimal: typeof validator.IsHexadecimal = legacyOnly('IsHexadecimal', validator.IsHexadecimal);
export const IsIBAN: typeof validator.IsIBAN = legacyOnly('IsIBAN', validator.IsIBAN);
export const IsIP: typeof validator.IsIP = legacyOnly('IsIP', validator.IsIP);
export const IsISBN: typeof validator.IsISBN = legacyOnly('IsISBN', validator.IsISBN);
export const IsISIN: typeof validator.IsISIN = legacyOnly('IsISIN', validator.IsISIN);
export const IsISO31661Alpha2: typeof validator.IsISO31661Alpha2 = legacyOnly(
  'IsISO31661Alpha2',
  validator.IsISO31661Alpha2,
);
export const IsISO31661Alpha3: typeof validator.IsISO31661Alpha3 = legacyOnly(
  'IsISO31661Alpha3',
  validator.IsISO31661Alpha3,
);
export const IsISO31661Numeric: typeof validator.IsISO31661Numeric = legacyOnly(
  'IsISO31661Numeric',
  validator.IsISO31661Numeric,
);
export const IsISO4217CurrencyCode: typeof validator.IsISO4217CurrencyCode = legacyOnly(
  'IsISO4217CurrencyCode',
  validator.IsISO4217CurrencyCode,
);
export const IsISO6391: typeof validator.IsISO6391 = legacyOnly('IsISO6391', validator.IsISO6391);
export const IsISO8601: typeof validator.IsISO8601 = legacyOnly('IsISO8601', validator.IsISO8601);
export const IsISRC: typeof validator.IsISRC = legacyOnly('IsISRC', validator.IsISRC);
export const IsISSN: typeof validator.IsISSN = legacyOnly('IsISSN', validator.IsISSN);
export const IsIdentityCard: typeof validator.IsIdentityCard = legacyOnly('IsIdentityCard', validator.IsIdentityCard);
export const IsIn: typeof validator.IsIn = legacyOnly('IsIn', validator.IsIn);
export const IsInstance: typeof validator.IsInstance = legacyOnly('IsInstance', validator.IsInstance);
export const IsInt: typeof validator.IsInt = legacyOnly('IsInt', validator.IsInt);
export const IsJSON: typeof validator.IsJSON = legacyOnly('IsJSON', validator.IsJSON);
export const IsJWT: typeof validator.IsJWT = legacyOnly('IsJWT', validator.IsJWT);
export const IsLatLong: typeof validator.IsLatLong = legacyOnly('IsLatLong', validator.IsLatLong);
export const IsLatitude: typeof validator.IsLatitude = legacyOnly('IsLatitude', validator.IsLatitude);
export const IsLocale: typeof validator.IsLocale = legacyOnly('IsLocale', validator.IsLocale);
export const IsLongitude: typeof validator.IsLongitude = legacyOnly('IsLongitude', validator.IsLongitude);
export const IsLowercase: typeof validator.IsLowercase = legacyOnly('IsLowercase', validator.IsLowercase);
export const IsMACAddress: typeof validator.IsMACAddress = legacyOnly('IsMACAddress', validator.IsMACAddress);
export const IsMagnetURI: typeof validator.IsMagnetURI = legacyOnly('IsMagnetURI', validator.IsMagnetURI);
export const IsMilitaryTime: typeof validator.IsMilitaryTime = legacyOnly('IsMilitaryTime', validator.IsMilitaryTime);
export const IsMimeType: typeof validator.IsMimeType = legacyOnly('IsMimeType', validator.IsMimeType);
export const IsMobilePhone: typeof validator.IsMobilePhone = legacyOnly('IsMobilePhone', validator.IsMobilePhone);
export const IsMongoId: typeof validator.IsMongoId = legacyOnly('IsMongoId', validator.IsMongoId);
export const IsMultibyte: typeof validator.IsMultibyte = legacyOnly('IsMultibyte', validator.IsMultibyte);
export const IsNegative: typeof validator.IsNegative = legacyOnly('IsNegative', validator.IsNegative);
export const IsNotEmpty: typeof validator.IsNotEmpty = legacyOnly('IsNotEmpty', validator.IsNotEmpty);
export const IsNotEmptyObject: typeof validator.IsNotEmptyObject = legacyOnly(
  'IsNotEmptyObject',
  validator.IsNotEmptyObject,
);
export const IsNotIn: typeof validator.IsNotIn = legacyOnly('IsNotIn', validator.IsNotIn);
export const IsNumber: typeof validator.IsNumber = legacyOnly('IsNumber', validator.IsNumber);
export const IsNumberString: typeof validator.IsNumberString = legacyOnly('IsNumberString', validator.IsNumberString);
export const IsObject: typeof validator.IsObject = legacyOnly('IsObject', validator.IsObject);
export const IsOctal: typeof validator.IsOctal = legacyOnly('IsOctal', validator.IsOctal);
export const IsOptional: typeof validator.IsOptional = legacyOnly('IsOptional', validator.IsOptional);
export const IsPassportNumber: typeof validator.IsPassportNumber = legacyOnly(
  'IsPassportNumber',
  validator.IsPassportNumber,
);
export const IsPhoneNumber: typeof validator.IsPhoneNumber = legacyOnly('IsPhoneNumber', validator.IsPhoneNumber);
export const IsPort: typeof validator.IsPort = legacyOnly('IsPort', validator.IsPort);
export const IsPositive: typeof validator.IsPositive = legacyOnly('IsPositive', validator.IsPositive);
export const IsPostalCode: typeof validator.IsPostalCode = legacyOnly('IsPostalCode', validator.IsPostalCode);
export const IsRFC3339: typeof validator.IsRFC3339 = legacyOnly('IsRFC3339', validator.IsRFC3339);
export const IsRgbColor: typeof validator.IsRgbColor = legacyOnly('IsRgbColor', validator.IsRgbColor);
export const IsSemVer: typeof validator.IsSemVer = legacyOnly('IsSemVer', validator.IsSemVer);
export const IsString: typeof validator.IsString = legacyOnly('IsString', validator.IsString);
export const IsStrongPassword: typeof validator.IsStrongPassword = legacyOnly(
  'IsStrongPassword',
  validator.IsStrongPassword,
);
export const IsSurrogatePair: typeof validator.IsSurrogatePair = legacyOnly(
  'IsSurrogatePair',
  validator.IsSurrogatePair,
);
export const IsTaxId: typeof validator.IsTaxId = legacyOnly('IsTaxId', validator.IsTaxId);
export const IsTimeZone: typeof validator.IsTimeZone = legacyOnly('IsTimeZone', validator.IsTimeZone);
export const IsUUID: typeof validator.IsUUID = legacyOnly('IsUUID', validator.IsUUID);
export const IsUppercase: typeof validator.IsUppercase = legacyOnly('IsUppercase', validator.IsUppercase);
export const IsUrl: typeof validator.IsUrl = legacyOnly('IsUrl', validator.IsUrl);
export const IsVariableWidth: typeof validator.IsVariableWidth = legacyOnly(
  'IsVariableWidth',
  validator.IsVariableWidth,
);
export const Length: typeof validator.Length = legacyOnly('Length', validator.Length);
export const Matches: typeof validator.Matches = legacyOnly('Matches', validator.Matches);
export const Max: typeof validator.Max = legacyOnly('Max', validator.Max);
export const MaxDate: typeof validator.MaxDate = legacyOnly('MaxDate', validator.MaxDate);
export const MaxLength: typeof validator.MaxLength = legacyOnly('MaxLength', validator.MaxLength);
export const Min: typeof validator.Min = legacyOnly('Min', validator.Min);
export const MinDate: typeof validator.MinDate = legacyOnly('MinDate', validator.MinDate);
export const MinLength: typeof validator.MinLength = legacyOnly('MinLength', validator.MinLength);
export const NotContains: typeof validator.NotContains = legacyOnly('NotContains', validator.NotContains);
export const NotEquals: typeof validator.NotEquals = legacyOnly('NotEquals', validator.NotEquals);
export const Validate: typeof validator.Validate = legacyOnly('Validate', validator.Validate);
export const ValidateBy: typeof validator.ValidateBy = legacyOnly('ValidateBy', validator.ValidateBy);
export const ValidateIf: typeof validator.ValidateIf = legacyOnly('ValidateIf', validator.ValidateIf);
export const ValidateNested: typeof validator.ValidateNested = legacyOnly('ValidateNested', validator.ValidateNested);
export const ValidatePromise: typeof validator.ValidatePromise = legacyOnly(
  'ValidatePromise',
  validator.ValidatePromise,
);
